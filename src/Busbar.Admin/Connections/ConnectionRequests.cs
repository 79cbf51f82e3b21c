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
        var front = ReadFront(errors, request.Front);
        errors.ThrowIfAny();
        return new NewConnection
        {
            Name = request.Name!,
            Parties = parties,
            VersionsUrl = url,
            Token = request.Token,
            Version = version,
            Profile = profile,
            Front = front,
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

    public OcpiVersion Read(VersionRequest request)
    {
        var errors = new FieldErrors();
        errors.Require("/version", request.Version);
        var version = ReadVersion(errors, request.Version);
        errors.ThrowIfAny();
        return version!.Value;
    }

    public static (PartnerProfile? Profile, List<PlatformParty>? Parties, FrontParty? Front) Read(ConnectionPatch patch, Connection present)
    {
        var errors = new FieldErrors();
        if (patch.Name is not null)
        {
            errors.Require("/name", patch.Name);
            errors.Length("/name", patch.Name, LongestName);
        }

        var profile = patch.Profile is null ? null : ProfileRules.Apply(errors, patch.Profile, present.Profile);
        var parties = patch.Parties is null ? null : ReadParties(errors, patch.Parties);
        var front = ReadFront(errors, patch.Front);
        errors.ThrowIfAny();
        return (profile, parties, front);
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

    /// <summary>Null when it is left out, or an empty object.</summary>
    private static FrontParty? ReadFront(FieldErrors errors, FrontRequest? front)
    {
        if (front is null or { CountryCode: null, PartyId: null, Role: null })
        {
            return null;
        }

        var party = PartyRules.ReadId(errors, "/front/country_code", front.CountryCode, "/front/party_id", front.PartyId);
        var role = PartyRules.ReadRole(errors, "/front/role", front.Role);
        if (role is { } known && known != Role.Cpo && known != Role.Emsp)
        {
            errors.Add("/front/role", "enum", "must be CPO or EMSP: 2.1.1 knows no other roles.");
        }

        return party is { } id && role is { } side ? new FrontParty(id, side) : null;
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
