using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Shortens texts for people that are longer than the target version allows, at a word's end (X-TXT-1).</summary>
/// <remarks>Never used for ids, URLs, keys and signed data. The lengths are those of the contract tables.</remarks>
internal static class DisplayTexts
{
    /// <summary>No text of the tables is limited to less; most texts are that short.</summary>
    private const int Short = 4;

    /// <summary>Shortens members of an object of the given name.</summary>
    public static void Limit(Place place, OcpiVersion target, string type, params ReadOnlySpan<string> members)
    {
        if (target < place.Log.Final)
        {
            return;
        }

        foreach (var name in members)
        {
            if (place.Node.Find(name) is { Kind: JsonValueKind.String } node && node.Raw.Length > Short + 2)
            {
                Limit(place, node, target, type, name);
            }
        }
    }

    /// <summary>Shortens the texts of a list of DisplayText.</summary>
    public static void LimitAll(Place place, OcpiVersion target, string name)
    {
        foreach (var text in place.Objects(name))
        {
            Limit(text, target, "DisplayText", "text");
        }
    }

    /// <summary>The greatest length of a member; null when there is none.</summary>
    public static int? MaxLength(OcpiVersion target, string type, string member)
    {
        foreach (var field in Contract.For(target).Objects[type].Fields)
        {
            if (field.Name == member)
            {
                return field.MaxLength;
            }
        }

        return null;
    }

    private static void Limit(Place place, Node node, OcpiVersion target, string type, string name)
    {
        // A text never has more characters than bytes: few texts have to be read.
        if (MaxLength(target, type, name) is { } length && node.Raw.Length - 2 > length && node.AsText() is { } text && text.Length > length)
        {
            place.Approximate(name, Node.Text(Shorten(text, length)), "X-TXT-1", $"The text is longer than the {length} characters that are allowed, and was cut.");
        }
    }

    private static string Shorten(string text, int length)
    {
        // A cut between two words is kinder than one within; but not when hardly anything would be left.
        var end = text.LastIndexOf(' ', length);
        end = end >= length / 2 ? end : length;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end].TrimEnd();
    }
}
