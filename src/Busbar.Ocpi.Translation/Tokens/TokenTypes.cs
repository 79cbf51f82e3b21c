using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>TokenType is open in 2.3.0 and has EMAID; up to 2.2.1 everything else is OTHER.</summary>
internal static class TokenTypes
{
    private static readonly IReadOnlySet<string> KnownTo221 = KnownValues.Of221("TokenType");

    public static void From230To221(Place place, string rule)
    {
        if (place.Text("type") is { } type && !KnownTo221.Contains(type))
        {
            place.Approximate("type", "OTHER", rule, $"The target version does not know the token type {type}; it becomes OTHER.");
        }
    }
}
