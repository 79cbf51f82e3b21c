using System.Text;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>Reads and writes the Authorization header.</summary>
/// <remarks>OCPI chapter "Transport and format / Authorization header". What partners do instead: AMB-001 to AMB-005.</remarks>
public static class AuthorizationHeader
{
    /// <summary>The rule of a header whose scheme is Bearer.</summary>
    public const string BearerRule = "authorization.bearer";

    /// <summary>The rule of a header without a scheme.</summary>
    public const string NoSchemeRule = "authorization.no-scheme";

    /// <summary>The rule of a token without Base64: a deviation since 2.2, and the form of 2.1.1.</summary>
    public const string RawRule = "token.raw";

    private const int MaxLength = 4096;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly Tolerated Raw = new(RawRule, "The token stands in the Authorization header without Base64.");

    /// <summary>The header's value for a token: "Token " and the token in the given form.</summary>
    public static string Format(string token, TokenForm form) =>
        "Token " + (form == TokenForm.Base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) : token);

    /// <summary>All readings of a header's value, the standard's own first. Empty when there is no usable value.</summary>
    /// <remarks>A hex or UUID token may itself be valid Base64, so both readings are given and the known tokens decide.</remarks>
    public static IReadOnlyList<TokenCandidate> Read(string? header)
    {
        if (header is null || header.Length > MaxLength)
            return [];

        var notes = new List<Tolerated>();
        if (SplitScheme(header, notes) is not { Length: > 0 } value || HasControls(value))
            return [];

        var candidates = new List<TokenCandidate>(3);
        if (Decode(value) is { } decoded)
            AddDecoded(decoded, notes, candidates);
        candidates.Add(new TokenCandidate(value, TokenForm.Raw, [.. notes, Raw]));
        return candidates;
    }

    private static string? SplitScheme(string header, List<Tolerated> notes)
    {
        var trimmed = header.Trim();
        var space = trimmed.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            notes.Add(new Tolerated(NoSchemeRule, "The Authorization header has no scheme; it should start with \"Token \"."));
            return trimmed.Equals("Token", StringComparison.OrdinalIgnoreCase) ? null : trimmed;
        }

        var scheme = trimmed[..space];
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            notes.Add(new Tolerated(BearerRule, "The Authorization scheme is Bearer instead of Token."));
        else if (!scheme.Equals("Token", StringComparison.OrdinalIgnoreCase))
            return null;
        else if (scheme != "Token")
            notes.Add(new Tolerated("authorization.scheme-case", "The Authorization scheme is not spelled \"Token\"."));

        var value = trimmed[space..].Trim();
        if (trimmed.Length - space - value.Length != 1)
            notes.Add(new Tolerated("authorization.spacing", "More than one space follows the Authorization scheme."));
        return value;
    }

    private static void AddDecoded((byte[] Octets, bool Standard) decoded, List<Tolerated> notes, List<TokenCandidate> candidates)
    {
        string text;
        try
        {
            text = Strict.GetString(decoded.Octets);
        }
        catch (DecoderFallbackException)
        {
            return; // Not text, so never a token: the value was sent raw.
        }

        var all = new List<Tolerated>(notes);
        if (!decoded.Standard)
            all.Add(new Tolerated("token.base64-variant", "The token is not in the standard Base64 alphabet with padding."));

        var stripped = text.TrimEnd('\r', '\n', ' ', '\0');
        if (stripped.Length != text.Length)
            all.Add(new Tolerated("token.line-feed", "The Base64 form ends in white space, as if encoded with a line feed."));
        if (stripped.Length > 0 && !HasControls(stripped))
            candidates.Add(new TokenCandidate(stripped, TokenForm.Base64, all));
    }

    private static bool HasControls(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\u001f') || text.ContainsAnyInRange('\u007f', '\u009f');

    private static (byte[] Octets, bool Standard)? Decode(string value)
    {
        var octets = new byte[value.Length];
        if (Convert.TryFromBase64String(value, octets, out var length))
            return (octets[..length], true);

        var body = value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var padded = body + (body.Length % 4) switch { 2 => "==", 3 => "=", _ => "" };
        return Convert.TryFromBase64String(padded, octets = new byte[padded.Length], out length) ? (octets[..length], false) : null;
    }
}
