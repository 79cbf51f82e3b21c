using System.Text.Json;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>One object of the document that is being translated.</summary>
/// <remarks>
/// Rules look at what is there, so that they fit whole objects and the bodies of a PATCH alike. Where a rule adds what the target
/// version requires, it asks <see cref="IsWhole"/> first.
/// </remarks>
internal readonly record struct Place(Node Node, LossLog Log)
{
    /// <summary>What the gateway knows beyond the document.</summary>
    public TranslationContext Context => Log.Context;

    /// <summary>Whether all members of the object are here. The body of a PATCH, and what it says about EVSEs and connectors, is only a part.</summary>
    public bool IsWhole => !Log.IsPatch || !(Node.Parent is null || IsPart(Node.Parent));

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Node.Find(name) is { IsNull: false };

    /// <summary>The text of a member; null when it is absent or no text.</summary>
    public string? Text(string name) => Node.Find(name)?.AsText();

    /// <summary>Whether the member is this text.</summary>
    public bool Is(string name, string text) => Node.Find(name)?.Is(text) ?? false;

    /// <summary>A member that is an object.</summary>
    public Place? Object(string name) => Node.Find(name) is { Kind: JsonValueKind.Object } child ? new Place(child, Log) : null;

    /// <summary>The objects in a member that is a list. One may be taken out of the list while one looks at it.</summary>
    public Places Objects(string name) => new(Node.Find(name) is { Kind: JsonValueKind.Array } list ? list.First : null, Log);

    /// <summary>The JSON Pointer of a member in the given document.</summary>
    public string PathOf(string name) => Node.PointerTo(name);

    /// <summary>Writes a member, at its place when it was there.</summary>
    public void Set(string name, Node value) => Node.Set(name, value);

    /// <summary>Removes a member without a loss: its meaning is carried elsewhere, or it had none.</summary>
    public void Remove(string name) => Node.Find(name)?.Detach();

    /// <summary>Gives a member another name where it stands. Whatever had that name already makes room.</summary>
    public void Rename(string from, string to)
    {
        if (Node.Find(from) is { } member)
        {
            Remove(to);
            member.Rename(to);
        }
    }

    /// <summary>Leaves out a member that the target version does not have.</summary>
    public void Drop(string name, string rule, string message, bool priceRelevant = false)
    {
        if (Node.Find(name) is not { } member)
        {
            return;
        }

        if (!member.IsNull && !(member.Kind == JsonValueKind.Array && member.IsEmpty))
        {
            Log.Add(member.Pointer(), rule, LossKind.Dropped, message, priceRelevant);
        }

        member.Detach();
    }

    /// <summary>Writes the nearest value that the target version has.</summary>
    public void Approximate(string name, Node value, string rule, string message)
    {
        Set(name, value);
        Lost(name, rule, LossKind.Approximated, message);
    }

    /// <summary>Writes what the target version requires and the document does not have.</summary>
    public void Default(string name, Node value, string rule, string message)
    {
        Set(name, value);
        Lost(name, rule, LossKind.Defaulted, message);
    }

    /// <summary>Leaves out the texts of a list that the target version does not know.</summary>
    public void KeepKnown(string name, EnumContract? known, string rule, string what, string consequence = "")
    {
        if (known is null || Node.Find(name) is not { Kind: JsonValueKind.Array } list)
        {
            return;
        }

        for (var item = list.First; item is not null;)
        {
            var next = item.Next;
            if (item.Kind == JsonValueKind.String && !known.Knows(item))
            {
                Log.Add(item.Pointer(), rule, LossKind.Dropped, $"The target version does not know the {what} {item.AsText()}{consequence}.");
                item.Detach();
            }

            item = next;
        }
    }

    /// <summary>Takes this object out of the list that holds it.</summary>
    public void LeaveOut(string rule, string message, bool priceRelevant = false)
    {
        Log.Add(Node.Pointer(), rule, LossKind.Dropped, message, priceRelevant);
        Node.Detach();
    }

    public void Lost(string name, string rule, LossKind kind, string message, bool priceRelevant = false) =>
        Log.Add(PathOf(name), rule, kind, message, priceRelevant);

    /// <summary>The EVSEs of a Location and the Connectors of an EVSE are merged one by one: a PATCH says of each only what changes.</summary>
    private static bool IsPart(Node list) =>
        list.Kind == JsonValueKind.Array && (list.Name.Span.SequenceEqual("evses"u8) || list.Name.Span.SequenceEqual("connectors"u8));
}
