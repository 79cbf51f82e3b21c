using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Images: their category is open in 2.3.0, and has OTHER in every version (X-TYP-9).</summary>
internal static class ImageStep
{
    public static void AllFrom230To221(Place parent, string name)
    {
        foreach (var image in parent.Objects(name))
        {
            From230To221(image);
        }
    }

    public static void From230To221(Place image)
    {
        if (image.Text("category") is { } category && !KnownTo221.ImageCategories.Contains(category))
        {
            image.Approximate("category", "OTHER", "X-TYP-9", $"The target version does not know the image category {category}; it becomes OTHER.");
        }
    }
}
