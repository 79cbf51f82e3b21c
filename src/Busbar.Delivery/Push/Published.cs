using System.Text;
using System.Text.Json.Nodes;

namespace Busbar.Delivery.Push;

/// <summary>The flag that says whether a Location is for everybody.</summary>
internal static class Published
{
    /// <summary>The Location as if it were.</summary>
    public static ReadOnlyMemory<byte> Pretend(ReadOnlyMemory<byte> location)
    {
        if (JsonNode.Parse(location.Span) is not JsonObject document)
        {
            return location;
        }

        document["publish"] = true;
        document.Remove("publish_allowed_to");
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
