using System.Text.Json.Nodes;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Renames members where they stand, so that a translated document reads like the given one.</summary>
internal static class MemberOrder
{
    public static void Rename(Place place, string from, string to, JsonNode? value)
    {
        place.Remove(to);
        var index = place.Node.IndexOf(from);
        if (index < 0)
        {
            place.Set(to, value);
            return;
        }

        place.Remove(from);
        place.Node.Insert(index, to, value);
    }
}
