using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>TokenType is open in 2.3.0 and has EMAID; 2.1.1 has RFID and OTHER only. Everything else is OTHER.</summary>
internal static class TokenTypes
{
    public static void Down(Place place, OcpiVersion target, string rule)
    {
        if (place.Node.Find("type") is { } type && !KnownValues.Of(target, "TokenType").Knows(type))
        {
            place.Approximate("type", Node.Text("OTHER"), rule, $"The target version does not know the token type {type.AsText()}; it becomes OTHER.");
        }
    }
}
