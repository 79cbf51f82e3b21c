using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Images: their category is open in 2.3.0, and has OTHER in every version (X-TYP-9).</summary>
internal static class ImageStep
{
    private static readonly IReadOnlySet<string> Known = KnownValues.Of221("ImageCategory");

    public static void AllFrom230To221(Place parent, string name)
    {
        foreach (var image in parent.Objects(name))
        {
            From230To221(image);
        }
    }

    public static void From230To221(Place image)
    {
        if (image.Text("category") is { } category && !Known.Contains(category))
        {
            image.Approximate("category", "OTHER", "X-TYP-9", $"The target version does not know the image category {category}; it becomes OTHER.");
        }
    }
}
