using Busbar.Admin.Contracts;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Admin.Connections;

/// <summary>Reads what the operator asks of connections, and says everything that is wrong with it.</summary>
internal sealed class ConnectionRequests(GatewayFace face)
{
    private const int LongestName = 100;
    private const int LongestToken = 64;

    public NewConnection Read(ConnectionRequest request)
    {
        var errors = new FieldErrors();
        errors.Require("/name", request.Name);
        errors.Length("/name", request.Name, LongestName);
        var parties = ReadParties(errors, request.Parties ?? []);
        var url = ReadUrl(errors, request.VersionsUrl);
        CheckToken(errors, request.Token);
        if (request.VersionsUrl is null != request.Token is null)
        {
            errors.Add(
                request.Token is null ? "/token" : "/versions_url",
                "required",
                "is required: versions_url and token belong together. Give both to register with the partner, or none to wait for it.");
        }

        var version = ReadVersion(errors, request.Version);
        if (version is not null && request.VersionsUrl is null)
        {
            errors.Add("/version", "unused", "has a meaning only together with versions_url: a partner that registers here chooses the version itself.");
        }

        var profile = ProfileRules.Apply(errors, request.Profile, new PartnerProfile());
        errors.ThrowIfAny();
        return new NewConnection
        {
            Name = request.Name!,
            Parties = parties,
            VersionsUrl = url,
            Token = request.Token,
            Version = version,
            Profile = profile,
        };
    }

    public (string? Token, OcpiVersion? Version) Read(RegisterRequest? request)
    {
        var errors = new FieldErrors();
        CheckToken(errors, request?.Token);
        var version = ReadVersion(errors, request?.Version);
        errors.ThrowIfAny();
        return (request?.Token, version);
    }

    public static (PartnerProfile? Profile, List<PlatformParty>? Parties) Read(ConnectionPatch patch, Connection present)
    {
        var errors = new FieldErrors();
        if (patch.Name is not null)
        {
            errors.Require("/name", patch.Name);
            errors.Length("/name", patch.Name, LongestName);
        }

        var profile = patch.Profile is null ? null : ProfileRules.Apply(errors, patch.Profile, present.Profile);
        var parties = patch.Parties is null ? null : ReadParties(errors, patch.Parties);
        errors.ThrowIfAny();
        return (profile, parties);
    }

    private static List<PlatformParty> ReadParties(FieldErrors errors, IReadOnlyList<PartyRequest> requests)
    {
        var parties = new List<PlatformParty>();
        for (var index = 0; index < requests.Count; index++)
        {
            if (requests[index] is null)
            {
                errors.Add($"/parties/{index}", "type", "must be a party.");
            }
            else if (PartyRules.Read(errors, $"/parties/{index}/", requests[index]) is { } party)
            {
                parties.Add(party);
            }
        }

        return parties;
    }

    private static Uri? ReadUrl(FieldErrors errors, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0)
        {
            return url;
        }

        errors.Add("/versions_url", "url", "must be an absolute http or https URL without user and password.");
        return null;
    }

    private static void CheckToken(FieldErrors errors, string? token)
    {
        if (token is null)
        {
            return;
        }

        if (token.Length is 0 or > LongestToken)
        {
            errors.Add("/token", "length", $"must have 1 to {LongestToken} characters.");
        }
        else if (!token.All(character => character is > ' ' and < (char)0x7F))
        {
            errors.Add("/token", "characters", "must be printable ASCII without spaces.");
        }
    }

    private OcpiVersion? ReadVersion(FieldErrors errors, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (OcpiVersions.TryParse(text, out var version) && face.Versions.Contains(version))
        {
            return version;
        }

        errors.Add("/version", "enum", $"must be one of {string.Join(", ", face.Versions.Select(known => known.Number()))}.");
        return null;
    }
}
