using System.Text.Json;

namespace Busbar.Ocpi.Client.Versions;

/// <summary>One entry of a list of versions.</summary>
/// <param name="Version">The number as the partner wrote it; versions that this library does not know are kept.</param>
/// <param name="Url">The URL of the version's details.</param>
public sealed record VersionEntry(string Version, Uri Url);

/// <summary>Reads the data of GET versions in the forms that exist: a list, or an object with a member "versions" (AMB-020).</summary>
public static class VersionList
{
    /// <summary>The entries; those without a usable version and URL are left out. Null when the data has none of the known forms.</summary>
    /// <param name="data">The answer's data.</param>
    /// <param name="versionsUrl">The URL that was asked; relative URLs are resolved against it.</param>
    public static IReadOnlyList<VersionEntry>? Read(ReadOnlyMemory<byte> data, Uri versionsUrl)
    {
        using var document = JsonAnswer.Parse(data);
        if (document is null)
            return null;

        var list = document.RootElement;
        if (list.ValueKind == JsonValueKind.Object && list.TryGetProperty("versions", out var inner))
            list = inner;
        if (list.ValueKind != JsonValueKind.Array)
            return null;

        var entries = new List<VersionEntry>();
        foreach (var element in list.EnumerateArray())
        {
            if (JsonAnswer.Text(element, "version") is { } version && JsonAnswer.Url(element, "url", versionsUrl) is { } url)
                entries.Add(new VersionEntry(version.Trim(), url));
        }

        return entries;
    }
}
