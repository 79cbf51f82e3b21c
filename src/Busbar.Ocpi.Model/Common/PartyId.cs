using System.Diagnostics.CodeAnalysis;

namespace Busbar.Ocpi.Model.Common;

/// <summary>
/// The identity of a party: ISO 3166-1 alpha-2 country code and the three-character party id (eMI3 / IDACS).
/// Both are case-insensitive; the spelling that was received is kept.
/// </summary>
/// <remarks>OCPI chapters "Transport and format / message routing" and "Credentials".</remarks>
public readonly struct PartyId(string countryCode, string code) : IEquatable<PartyId>
{
    /// <summary>ISO 3166-1 alpha-2 country code, for example "NL".</summary>
    public string CountryCode { get; } = countryCode;

    /// <summary>The party id within the country, for example "TNM".</summary>
    public string Code { get; } = code;

    /// <summary>Reads the form "NL/TNM", "NL*TNM", "NL-TNM" or "NLTNM".</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartyId party)
    {
        party = default;
        if (text is null)
        {
            return false;
        }

        if (text.Length == 5 && text.All(char.IsAsciiLetterOrDigit))
        {
            party = new PartyId(text[..2], text[2..]);
            return true;
        }

        if (text.Length != 6 || text[2] is not ('/' or '*' or '-'))
        {
            return false;
        }

        party = new PartyId(text[..2], text[3..]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(PartyId other) =>
        string.Equals(CountryCode, other.CountryCode, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Code, other.Code, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PartyId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        CountryCode is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(CountryCode),
        Code is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Code));

    /// <summary>Equality ignoring case.</summary>
    public static bool operator ==(PartyId left, PartyId right) => left.Equals(right);

    /// <summary>Inequality ignoring case.</summary>
    public static bool operator !=(PartyId left, PartyId right) => !left.Equals(right);

    /// <summary>The readable form "NL/TNM".</summary>
    public override string ToString() => $"{CountryCode}/{Code}";
}
