using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>BusinessDetails: the same in all versions but for the logo's category.</summary>
internal static class BusinessDetailsStep
{
    public static void Up(Place parent, OcpiVersion target, string name)
    {
        if (parent.Object(name) is { } business)
        {
            DisplayTexts.Limit(business, target, "BusinessDetails", "name");
        }
    }

    public static void Down(Place parent, OcpiVersion target, string name)
    {
        Up(parent, target, name);
        if (parent.Object(name)?.Object("logo") is { } logo)
        {
            ImageStep.Down(logo, target);
        }
    }
}
