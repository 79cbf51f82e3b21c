using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>BusinessDetails: the same in both versions but for the logo's category.</summary>
internal static class BusinessDetailsStep
{
    public static void From221To230(Place parent, string name)
    {
        if (parent.Object(name) is { } business)
        {
            DisplayTexts.Limit(business, "name", 100);
        }
    }

    public static void From230To221(Place parent, string name)
    {
        From221To230(parent, name);
        if (parent.Object(name)?.Object("logo") is { } logo)
        {
            ImageStep.From230To221(logo);
        }
    }
}
