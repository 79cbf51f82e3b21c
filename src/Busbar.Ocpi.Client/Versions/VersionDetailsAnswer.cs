using System.Text.Json;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Versions;

/// <summary>The data of GET version details, in the forms that exist (AMB-020, AMB-026).</summary>
/// <param name="Version">The version as the partner wrote it; null when missing.</param>
/// <param name="Endpoints">The usable endpoints. Modules that this library does not know are kept.</param>
public sealed record VersionDetailsAnswer(string? Version, IReadOnlyList<OcpiEndpoint> Endpoints)
{
    /// <summary>Reads the details; null when the data has none of the known forms.</summary>
    /// <param name="data">The answer's data.</param>
    /// <param name="detailsUrl">The URL that was asked; relative URLs are resolved against it.</param>
    /// <param name="impliedRole">The side of an endpoint without a role, by module: needed for 2.1.1, where the partner's role implies it.</param>
    public static VersionDetailsAnswer? Read(ReadOnlyMemory<byte> data, Uri detailsUrl, Func<ModuleId, InterfaceRole>? impliedRole = null)
    {
        using var document = JsonAnswer.Parse(data);
        if (document is null)
            return null;

        var details = document.RootElement;
        if (details.ValueKind == JsonValueKind.Array && details.GetArrayLength() == 1)
            details = details[0];
        if (details.ValueKind != JsonValueKind.Object || !details.TryGetProperty("endpoints", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;

        var endpoints = new List<OcpiEndpoint>();
        foreach (var element in list.EnumerateArray())
        {
            if (JsonAnswer.Text(element, "identifier") is not { Length: > 0 } identifier || JsonAnswer.Url(element, "url", detailsUrl) is not { } url)
                continue;

            var module = ModuleNames.Read(identifier, ref url);
            var role = Role(JsonAnswer.Text(element, "role"), module) ?? impliedRole?.Invoke(module) ?? InterfaceRole.Receiver;
            if (!endpoints.Exists(known => known.Module == module && (known.Role == role || module == ModuleId.Credentials)))
                endpoints.Add(new OcpiEndpoint(module, role, url));
        }

        return new VersionDetailsAnswer(JsonAnswer.Text(details, "version")?.Trim(), endpoints);
    }

    /// <summary>Release candidates of 2.2 named the party's role instead of the side: whoever owns the module's data is its sender.</summary>
    private static InterfaceRole? Role(string? text, ModuleId module) => text?.Trim().ToUpperInvariant() switch
    {
        "SENDER" => InterfaceRole.Sender,
        "RECEIVER" => InterfaceRole.Receiver,
        "CPO" => OwnedByProvider(module) ? InterfaceRole.Receiver : InterfaceRole.Sender,
        "MSP" or "EMSP" => OwnedByProvider(module) ? InterfaceRole.Sender : InterfaceRole.Receiver,
        _ => null,
    };

    private static bool OwnedByProvider(ModuleId module) => module == ModuleId.Tokens || module == ModuleId.Commands || module == ModuleId.ChargingProfiles;
}
