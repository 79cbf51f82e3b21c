using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Registration;

/// <summary>Finds out what a partner offers: its versions, the details of one of them, and whether that is enough.</summary>
internal sealed class PartnerDiscovery(IPartnerHandshake handshake)
{
    /// <summary>
    /// Reads versions and details. <paramref name="choose"/> picks the version out of those that the partner offers and we know; <paramref name="tellSide"/> tells
    /// the side of a partner of 2.1.1 by its URLs, and what the endpoints are follows from it.
    /// </summary>
    public async Task<Discovered> DiscoverAsync(
        PartnerLine line,
        Uri versionsUrl,
        Connection connection,
        Func<IReadOnlyList<OcpiVersion>, IReadOnlyList<PartnerVersion>, OcpiVersion> choose,
        Func<IEnumerable<Uri>, PartnerSide?> tellSide,
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
        line.Adapt(connection.Version, version);

        var details = await recorder.StepAsync(
            "Read the version's details",
            url,
            () => handshake.ReadDetailsAsync(line, url, cancellation),
            found => $"{found.Endpoints.Count} endpoints.");

        if (details.Number is { } number && number != version.Number())
        {
            recorder.Note("Checked the details", true, $"They say to be of version {number}; taken as those of {version.Number()}, under which they are listed.");
        }

        if (version > OcpiVersion.V211)
        {
            return new Discovered(version, details.Endpoints, Check(details.Endpoints, connection.Profile.Required), null);
        }

        var side = tellSide(details.Endpoints.Select(endpoint => endpoint.Url).Prepend(versionsUrl))
            ?? throw new HandshakeException(HandshakeFault.Invalid, PartnerSide.Unknown);
        recorder.Note("Told on which side the partner stands", true, $"{side.Role}: {side.Reason}.");
        var endpoints = details.Endpoints.Select(endpoint => Sided(endpoint, details.Endpoints, side.Role)).ToList();
        return new Discovered(version, endpoints, Check(endpoints, connection.Profile.Required), side.Role);
    }

    /// <summary>2.1.1 lists a module once and without a role. Where both sides are listed all the same, they are taken as they are said to be.</summary>
    private static PartnerEndpoint Sided(PartnerEndpoint endpoint, IReadOnlyList<PartnerEndpoint> all, Role side) =>
        all.Count(other => other.Module == endpoint.Module) == 1 ? endpoint with { Role = MarketSide.Offers(side, endpoint.Module) } : endpoint;

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

        // What is listed under its own number goes before what only seems to be meant.
        foreach (var version in versions)
        {
            if (VersionNames.TryRead(version.Number, out var meant))
            {
                known.TryAdd(meant, version.Url);
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
/// <param name="Version">The version.</param>
/// <param name="Endpoints">Its endpoints.</param>
/// <param name="Credentials">Where credentials are exchanged.</param>
/// <param name="Side">In 2.1.1 the side on which the partner stands; null later, when its credentials say more.</param>
internal sealed record Discovered(OcpiVersion Version, IReadOnlyList<PartnerEndpoint> Endpoints, Uri Credentials, Role? Side);
