using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Cdrs;

/// <summary>
/// Whose token a Session or CDR is about (X-SES-04): a contract's id in 2.1.1, a token with it in 2.2, with the token's owner from 2.2.1 on.
/// </summary>
internal static class CdrTokens
{
    public static void From211To22(Place document)
    {
        if (document.Text("auth_id") is not { } contract || document.Has("cdr_token"))
        {
            return;
        }

        if (KnownToken.Find(document.Context, contract) is { } known && known.Find("uid") is { } uid && known.Find("type") is { } type)
        {
            document.Set("auth_id", Node.NewObject(("uid", uid.Copy()), ("type", type.Copy()), ("contract_id", Node.Text(contract))));
        }
        else
        {
            document.Set("auth_id", Node.NewObject(("uid", Node.Text(contract)), ("type", Node.Text("OTHER")), ("contract_id", Node.Text(contract))));
            document.Lost("auth_id", "X-SES-04", LossKind.Defaulted, "The token behind the contract is not known; the contract's id stands for its uid.");
        }

        document.Rename("auth_id", "cdr_token");
    }

    public static void From22To211(Place document)
    {
        if (document.Object("cdr_token") is not { } token)
        {
            return;
        }

        var contract = token.Node.Find("contract_id") is { IsNull: false } id ? id : token.Node.Find("uid");
        if (contract is null)
        {
            document.Log.Withhold("The token has neither a contract nor a uid.");
            return;
        }

        if (token.Has("uid"))
        {
            document.Lost("cdr_token", "X-SES-04", LossKind.Dropped, "The target version names the contract, not the token.");
        }

        document.Set("cdr_token", contract.Copy());
        document.Rename("cdr_token", "auth_id");
    }

    public static void From22To221(Place document)
    {
        if (document.Object("cdr_token") is not { } token || (token.Has("country_code") && token.Has("party_id")))
        {
            return;
        }

        if ((document.Context.TokenOwner ?? OfContract(token)) is not { } owner)
        {
            document.Log.Withhold("The token's owner is not known, and the target version requires it.");
            return;
        }

        token.Set("country_code", Node.Text(owner.CountryCode));
        token.Set("party_id", Node.Text(owner.Code));
        if (document.Context.TokenOwner is null)
        {
            token.Lost("country_code", "X-SES-04", LossKind.Defaulted, "The token's owner is taken from the contract's id.");
        }
    }

    public static void From221To22(Place document)
    {
        if (document.Object("cdr_token") is { } token)
        {
            Owners.Remove(token);
            TokenTypes.Down(token, OcpiVersion.V22, "X-SES-04");
        }
    }

    public static void From230To221(Place document)
    {
        if (document.Object("cdr_token") is { } token)
        {
            TokenTypes.Down(token, OcpiVersion.V221, "X-SES-04");
        }
    }

    /// <summary>An eMobility account identifier begins with the country and the provider.</summary>
    private static PartyId? OfContract(Place token)
    {
        var letters = (token.Text("contract_id") ?? "").Replace("-", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);
        return letters.Length >= 12 && char.IsAsciiLetter(letters[0]) && char.IsAsciiLetter(letters[1]) && letters.All(char.IsAsciiLetterOrDigit)
            ? new PartyId(letters[..2], letters[2..5])
            : null;
    }
}
