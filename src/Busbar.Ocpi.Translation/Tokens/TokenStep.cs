using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>Token (X-TOK-01 to X-TOK-06).</summary>
internal static class TokenStep
{
    public static void From211To22(Place token)
    {
        Owners.Write(token, token.Context.Owner);
        token.Rename("auth_id", "contract_id");
        LimitTexts(token, OcpiVersion.V22);
    }

    public static void From22To221(Place token) => LimitTexts(token, OcpiVersion.V221);

    public static void From221To230(Place token) => LimitTexts(token, OcpiVersion.V230);

    public static void From230To221(Place token) => Down(token, OcpiVersion.V221);

    public static void From221To22(Place token) => Down(token, OcpiVersion.V22);

    public static void From22To211(Place token)
    {
        Owners.Remove(token);
        token.Rename("contract_id", "auth_id");
        token.Drop("group_id", "X-TOK-05", "The target version has no groups of tokens.");
        token.Drop("default_profile_type", "X-TOK-05", "The target version has no charging profiles.");
        token.Drop("energy_contract", "X-TOK-05", "The target version has no energy contracts.");
        Down(token, OcpiVersion.V211);
    }

    private static void Down(Place token, OcpiVersion target)
    {
        TokenTypes.Down(token, target, "X-TOK-03");
        LimitTexts(token, target);
    }

    private static void LimitTexts(Place token, OcpiVersion target)
    {
        DisplayTexts.Limit(token, target, "Token", "issuer");
        if (token.Object("energy_contract") is { } contract && target != OcpiVersion.V211)
        {
            DisplayTexts.Limit(contract, target, "EnergyContract", "supplier_name");
        }
    }
}
