using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>BusinessDetails: the same in both versions but for the logo's category.</summary>
internal static class BusinessDetailsStep
{
    public static void From221To230(Place parent, string name) => LimitTexts(parent, name, OcpiVersion.V230);

    public static void From230To221(Place parent, string name)
    {
        LimitTexts(parent, name, OcpiVersion.V221);
        if (parent.Object(name)?.Object("logo") is { } logo)
        {
            ImageStep.From230To221(logo);
        }
    }

    private static void LimitTexts(Place parent, string name, OcpiVersion target)
    {
        if (parent.Object(name) is { } business)
        {
            DisplayTexts.Limit(business, target, "BusinessDetails", "name");
        }
    }
}
