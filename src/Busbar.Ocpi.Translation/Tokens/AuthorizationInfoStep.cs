using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>AuthorizationInfo (X-AUT-3, X-AUT-4): from 2.2 on it repeats the token that was asked for.</summary>
internal static class AuthorizationInfoStep
{
    public static void From211To22(Place answer)
    {
        if (answer.Object("location") is { } location)
        {
            LocationReferencesStep.From211To22(location);
        }

        if (!answer.Has("token"))
        {
            AddToken(answer);
        }

        LimitTexts(answer, OcpiVersion.V22);
    }

    public static void From22To221(Place answer) => Step(answer, OcpiVersion.V221, TokenStep.From22To221);

    public static void From221To230(Place answer) => Step(answer, OcpiVersion.V230, TokenStep.From221To230);

    public static void From230To221(Place answer) => Step(answer, OcpiVersion.V221, TokenStep.From230To221);

    public static void From221To22(Place answer) => Step(answer, OcpiVersion.V22, TokenStep.From221To22);

    public static void From22To211(Place answer)
    {
        answer.Drop("token", "X-AUT-3", "The answer does not repeat the token in the target version.");
        answer.Drop("authorization_reference", "X-AUT-3", "The target version has no references of authorizations.");
        if (answer.Object("location") is { } location)
        {
            LocationReferencesStep.From22To211(location);
        }

        LimitTexts(answer, OcpiVersion.V211);
    }

    private static void Step(Place answer, OcpiVersion target, Action<Place> token)
    {
        if (answer.Object("token") is { } place)
        {
            token(place);
        }

        LimitTexts(answer, target);
    }

    private static void AddToken(Place answer)
    {
        var context = answer.Context;
        if (context.RequestedToken is not { } asked || (context.TokenOwner ?? context.Owner) is not { } owner)
        {
            answer.Log.Withhold("The answer does not repeat the token that was asked for, and neither the token nor its owner is known.");
            return;
        }

        if (KnownToken.Find(context, asked.Uid) is { } known)
        {
            answer.Default("token", known, "X-AUT-4", "The answer does not repeat the token that was asked for; the stored one stands for it.");
            return;
        }

        var now = context.Moment ?? DateTimeOffset.UnixEpoch;
        var token = Node.NewObject(
            ("country_code", Node.Text(owner.CountryCode)),
            ("party_id", Node.Text(owner.Code)),
            ("uid", Node.Text(asked.Uid)),
            ("type", Node.Text(asked.Type.Value)),
            ("contract_id", Node.Text(asked.Uid)),
            ("issuer", Node.Text(context.Issuer ?? "#NA")),
            ("valid", answer.Is("allowed", "ALLOWED") ? Node.True() : Node.False()),
            ("whitelist", Node.Text("NEVER")),
            ("last_updated", Node.Text(OcpiDateTime.Format(now))));
        answer.Default("token", token, "X-AUT-4", "The answer does not repeat the token that was asked for, and it is not stored; what was asked stands for it.");
    }

    private static void LimitTexts(Place answer, OcpiVersion target)
    {
        if (answer.Object("info") is { } info)
        {
            DisplayTexts.Limit(info, target, "DisplayText", "text");
        }
    }
}
