using Busbar.Admin.Contracts;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Admin.Validation;

/// <summary>What a party in a request must look like.</summary>
internal static class PartyRules
{
    private const int LongestName = 100;

    private static readonly Role[] Roles = [Role.Cpo, Role.Emsp, Role.Hub, Role.Nap, Role.Nsp, Role.Scsp, .. PaymentParties.Roles];

    /// <summary>Null when something is wrong; what, is added to the errors.</summary>
    public static PlatformParty? Read(FieldErrors errors, string prefix, PartyRequest request)
    {
        var id = ReadId(errors, prefix + "country_code", request.CountryCode, prefix + "party_id", request.PartyId);
        var role = ReadRole(errors, prefix + "role", request.Role);
        var name = request.Name ?? request.BusinessDetails?.Name;
        errors.Length(prefix + (request.Name is null ? "business_details/name" : "name"), name, LongestName);
        return id is { } party && role is { } known
            ? new PlatformParty(party, known, string.IsNullOrWhiteSpace(name) ? party.ToString() : name, request.Website ?? request.BusinessDetails?.Website)
            : null;
    }

    public static PartyId? ReadId(FieldErrors errors, string countryField, string? country, string codeField, string? code)
    {
        var good = true;
        if (!errors.Require(countryField, country))
        {
            good = false;
        }
        else if (country!.Length != 2 || !country.All(char.IsAsciiLetter))
        {
            errors.Add(countryField, "country-code", "must be two letters (ISO 3166-1 alpha-2).");
            good = false;
        }

        if (!errors.Require(codeField, code))
        {
            good = false;
        }
        else if (code!.Length != 3 || !code.All(char.IsAsciiLetterOrDigit))
        {
            errors.Add(codeField, "party-id", "must be three letters or digits.");
            good = false;
        }

        return good ? new PartyId(country!.ToUpperInvariant(), code!.ToUpperInvariant()) : null;
    }

    /// <summary>Reads "NL/TNM"; null and no error when it is left out.</summary>
    public static PartyId? ReadOptional(FieldErrors errors, string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (PartyId.TryParse(text, out var party))
        {
            return party;
        }

        errors.Add(field, "party", "must be a party like \"NL/TNM\".");
        return null;
    }

    public static Role? ReadRole(FieldErrors errors, string field, string? text)
    {
        if (!errors.Require(field, text))
        {
            return null;
        }

        var role = Role.From(text!.ToUpperInvariant());
        if (Roles.Contains(role))
        {
            return role;
        }

        errors.Add(field, "enum", $"must be one of {string.Join(", ", Roles)}.");
        return null;
    }
}
