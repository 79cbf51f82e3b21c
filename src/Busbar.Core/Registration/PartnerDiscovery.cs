using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>Finds out what a partner offers: its versions, the details of one of them, and whether that is enough.</summary>
internal sealed class PartnerDiscovery(IPartnerHandshake handshake)
{
    /// <summary>Reads versions and details. <paramref name="choose"/> picks the version out of those that the partner offers and we know.</summary>
    public async Task<Discovered> DiscoverAsync(
        PartnerLine line,
        Uri versionsUrl,
        IReadOnlyList<RequiredEndpoint> required,
        Func<IReadOnlyList<OcpiVersion>, IReadOnlyList<PartnerVersion>, OcpiVersion> choose,
        HandshakeRecorder recorder,
        CancellationToken cancellation)
    {
        if (versionsUrl.Scheme != Uri.UriSchemeHttps)
        {
            recorder.Note("Checked the partner's versions URL", true, "It does not use https: tokens and data travel in the clear.", versionsUrl);
        }

        var versions = await recorder.StepAsync(
            "Read the partner's versions",
            versionsUrl,
            () => handshake.ReadVersionsAsync(line, versionsUrl, cancellation),
            found => $"Offered: {string.Join(", ", found.Select(version => version.Number))}.");

        var known = Known(versions);
        var version = choose([.. known.Keys], versions);
        var url = known[version];
        recorder.Note("Chose the version", true, version.Number());

        var details = await recorder.StepAsync(
            "Read the version's details",
            url,
            () => handshake.ReadDetailsAsync(line, url, cancellation),
            found => $"{found.Endpoints.Count} endpoints.");

        if (details.Number is { } number && number != version.Number())
        {
            recorder.Note("Checked the details", true, $"They say to be of version {number}; taken as those of {version.Number()}, under which they are listed.");
        }

        return new Discovered(version, details.Endpoints, Check(details.Endpoints, required));
    }

    private static Dictionary<OcpiVersion, Uri> Known(IReadOnlyList<PartnerVersion> versions)
    {
        var known = new Dictionary<OcpiVersion, Uri>();
        foreach (var version in versions)
        {
            if (OcpiVersions.TryParse(version.Number, out var parsed))
            {
                known.TryAdd(parsed, version.Url);
            }
        }

        return known;
    }

    private static Uri Check(IReadOnlyList<PartnerEndpoint> endpoints, IReadOnlyList<RequiredEndpoint> required)
    {
        // The role of a credentials endpoint means nothing; partners write either.
        var credentials = endpoints.FirstOrDefault(endpoint => endpoint.Module == ModuleId.Credentials)
            ?? throw new HandshakeException(HandshakeFault.NoEndpoint, "The partner's version details list no credentials endpoint.");

        foreach (var need in required)
        {
            if (!endpoints.Any(endpoint => endpoint.Module == need.Module && endpoint.Role == need.Role))
            {
                throw new HandshakeException(HandshakeFault.NoEndpoint, $"The partner's version details list no {need.Role} endpoint of {need.Module}, which is required.");
            }
        }

        return credentials.Url;
    }
}

/// <summary>What a partner offers in the chosen version.</summary>
internal sealed record Discovered(OcpiVersion Version, IReadOnlyList<PartnerEndpoint> Endpoints, Uri Credentials);
