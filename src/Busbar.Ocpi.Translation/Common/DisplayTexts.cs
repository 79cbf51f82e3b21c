using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Shortens texts for people that are longer than the target version allows, at a word's end (X-TXT-1).</summary>
/// <remarks>Never used for ids, URLs, keys and signed data. The lengths are those of the contract tables.</remarks>
internal static class DisplayTexts
{
    /// <summary>Shortens members of an object of the given name.</summary>
    public static void Limit(Place place, OcpiVersion target, string type, params ReadOnlySpan<string> members)
    {
        var contract = Contract.For(target).Objects[type];
        foreach (var name in members)
        {
            // Most texts are short: the table is asked for those that might not be.
            if (place.Text(name) is { Length: > 4 } text
                && contract.Fields.FirstOrDefault(field => field.Name == name)?.MaxLength is { } length && text.Length > length)
            {
                place.Approximate(name, Shorten(text, length), "X-TXT-1", $"The text is longer than the {length} characters that are allowed, and was cut.");
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
