using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>AuthorizationInfo between 2.2.1 and 2.3.0: only the token in it differs.</summary>
internal static class AuthorizationInfoStep
{
    public static void From221To230(Place answer)
    {
        if (answer.Object("token") is { } token)
        {
            TokenStep.From221To230(token);
        }

        LimitTexts(answer, OcpiVersion.V230);
    }

    public static void From230To221(Place answer)
    {
        if (answer.Object("token") is { } token)
        {
            TokenStep.From230To221(token);
        }

        LimitTexts(answer, OcpiVersion.V221);
    }

    private static void LimitTexts(Place answer, OcpiVersion target)
    {
        if (answer.Object("info") is { } info)
        {
            DisplayTexts.Limit(info, target, "DisplayText", "text");
        }
    }
}
