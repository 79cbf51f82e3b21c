using System.Text.Json;
using System.Text.Json.Nodes;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>One object of the document that is being translated, with where it stood in the given one.</summary>
/// <remarks>Rules look at what is there and never at what is not, so that they fit whole objects and the bodies of a PATCH alike.</remarks>
internal readonly record struct Place(JsonObject Node, string Path, LossLog Log)
{
    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Node[name] is not null;

    /// <summary>The text of a member; null when it is absent or no text.</summary>
    public string? Text(string name) => TextOf(Node[name]);

    /// <summary>A member that is an object.</summary>
    public Place? Object(string name) => Node[name] is JsonObject child ? new Place(child, PathOf(name), Log) : null;

    /// <summary>The objects in a member that is a list, with their places in the given document.</summary>
    public IReadOnlyList<Place> Objects(string name)
    {
        if (Node[name] is not JsonArray list)
        {
            return [];
        }

        var places = new List<Place>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is JsonObject item)
            {
                places.Add(new Place(item, $"{PathOf(name)}/{index}", Log));
            }
        }

        return places;
    }

    /// <summary>The JSON Pointer of a member.</summary>
    public string PathOf(string name) => $"{Path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>Writes a member, at its place when it was there.</summary>
    public void Set(string name, JsonNode? value)
    {
        Node[name] = value;
        Log.Changed = true;
    }

    /// <summary>Removes a member without a loss: its meaning is carried elsewhere, or it had none.</summary>
    public void Remove(string name) => Log.Changed |= Node.Remove(name);

    /// <summary>Leaves out a member that the target version does not have.</summary>
    public void Drop(string name, string rule, string message)
    {
        var lost = Has(name) && Node[name] is not JsonArray { Count: 0 };
        Remove(name);
        if (lost)
        {
            Lost(name, rule, LossKind.Dropped, message);
        }
    }

    /// <summary>Writes the nearest value that the target version has.</summary>
    public void Approximate(string name, JsonNode value, string rule, string message)
    {
        Set(name, value);
        Lost(name, rule, LossKind.Approximated, message);
    }

    /// <summary>Leaves out the texts of a list that the target version does not know.</summary>
    public void KeepKnown(string name, IReadOnlySet<string> known, string rule, string what, string consequence = "")
    {
        if (Node[name] is not JsonArray list)
        {
            return;
        }

        for (int index = 0, given = 0; index < list.Count; given++)
        {
            if (TextOf(list[index]) is { } text && !known.Contains(text))
            {
                list.RemoveAt(index);
                Log.Changed = true;
                Log.Add($"{PathOf(name)}/{given}", rule, LossKind.Dropped, $"The target version does not know the {what} {text}{consequence}.");
            }
            else
            {
                index++;
            }
        }
    }

    /// <summary>Takes this object out of the list that holds it.</summary>
    public void LeaveOut(string rule, string message)
    {
        (Node.Parent as JsonArray)?.Remove(Node);
        Log.Changed = true;
        Log.Add(Path, rule, LossKind.Dropped, message);
    }

    public void Lost(string name, string rule, LossKind kind, string message) => Log.Add(PathOf(name), rule, kind, message);

    internal static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
