using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>The four OCPI-to and OCPI-from headers of a message: whom it is meant for and whom it comes from.</summary>
/// <remarks>OCPI chapter "Transport and format / message routing" (2.2 and later).</remarks>
/// <param name="To">The receiving party; null when the headers are absent (open routing).</param>
/// <param name="From">The sending party; null when the headers are absent.</param>
public readonly record struct RoutingHeaders(PartyId? To, PartyId? From)
{
    /// <summary>No routing headers, as on the Versions and Credentials modules.</summary>
    public static RoutingHeaders None { get; }

    /// <summary>The headers of the answer: both directions swapped.</summary>
    public RoutingHeaders Swap() => new(From, To);

    /// <summary>Reads the headers.</summary>
    /// <param name="value">Gives a header's value by its name, or null.</param>
    /// <param name="routing">What was read; a half-filled pair counts as absent.</param>
    /// <param name="problem">What is wrong, when the result is false.</param>
    /// <returns>False when one half of a pair is missing or a code has the wrong length (RTE-004, RTE-005).</returns>
    public static bool TryRead(Func<string, string?> value, out RoutingHeaders routing, out string? problem)
    {
        var to = Pair(value(OcpiHeaders.ToCountryCode), value(OcpiHeaders.ToPartyId), "OCPI-to", out var first);
        var from = Pair(value(OcpiHeaders.FromCountryCode), value(OcpiHeaders.FromPartyId), "OCPI-from", out var second);
        routing = new RoutingHeaders(to, from);
        problem = first ?? second;
        return problem is null;
    }

    /// <summary>Hands the headers out as name and value.</summary>
    public void Write(Action<string, string> header)
    {
        if (To is { } to)
        {
            header(OcpiHeaders.ToPartyId, to.Code);
            header(OcpiHeaders.ToCountryCode, to.CountryCode);
        }

        if (From is { } from)
        {
            header(OcpiHeaders.FromPartyId, from.Code);
            header(OcpiHeaders.FromCountryCode, from.CountryCode);
        }
    }

    /// <summary>The readable form "NL/TNM -> DE/ALL".</summary>
    public override string ToString() => $"{From?.ToString() ?? "?"} -> {To?.ToString() ?? "?"}";

    /// <summary>Only such text can stand in the header of an answer.</summary>
    private static bool IsVisible(string text) => text.All(c => c is > ' ' and <= '~');

    private static PartyId? Pair(string? country, string? party, string name, out string? problem)
    {
        country = country?.Trim();
        party = party?.Trim();
        problem = null;
        if (string.IsNullOrEmpty(country) && string.IsNullOrEmpty(party))
            return null;

        if (string.IsNullOrEmpty(country) || string.IsNullOrEmpty(party))
            problem = $"The headers {name}-country-code and {name}-party-id only mean something together.";
        else if (country.Length != 2 || party.Length != 3 || !IsVisible(country) || !IsVisible(party))
            problem = $"{name}-country-code has two characters and {name}-party-id three.";
        return problem is null ? new PartyId(country!, party!) : null;
    }
}
