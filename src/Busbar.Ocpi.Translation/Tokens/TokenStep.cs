using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>Token between 2.2.1 and 2.3.0 (X-TOK-03, X-TOK-06).</summary>
internal static class TokenStep
{
    public static void From221To230(Place token) => LimitTexts(token, OcpiVersion.V230);

    public static void From230To221(Place token)
    {
        TokenTypes.From230To221(token, "X-TOK-03");
        LimitTexts(token, OcpiVersion.V221);
    }

    private static void LimitTexts(Place token, OcpiVersion target)
    {
        DisplayTexts.Limit(token, target, "Token", "issuer");
        if (token.Object("energy_contract") is { } contract)
        {
            DisplayTexts.Limit(contract, target, "EnergyContract", "supplier_name");
        }
    }
}
