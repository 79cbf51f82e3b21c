using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Images: their category is open in 2.3.0, and has OTHER in every version (X-TYP-9).</summary>
internal static class ImageStep
{
    public static void AllDown(Place parent, OcpiVersion target, string name)
    {
        foreach (var image in parent.Objects(name))
        {
            Down(image, target);
        }
    }

    public static void Down(Place image, OcpiVersion target)
    {
        if (image.Node.Find("category") is { } category && !KnownValues.Of(target, "ImageCategory").Knows(category))
        {
            image.Approximate("category", Node.Text("OTHER"), "X-TYP-9", $"The target version does not know the image category {category.AsText()}; it becomes OTHER.");
        }
    }
}
