namespace Busbar.Ocpi.Translation.Common;

/// <summary>Shortens texts for people that are longer than the target version allows, at a word's end (X-TXT-1).</summary>
/// <remarks>Never used for ids, URLs, keys and signed data.</remarks>
internal static class DisplayTexts
{
    public static void Limit(Place place, string name, int length)
    {
        if (place.Text(name) is not { } text || text.Length <= length)
        {
            return;
        }

        // A cut between two words is kinder than one within; but not when hardly anything would be left.
        var end = text.LastIndexOf(' ', length);
        end = end >= length / 2 ? end : length;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        place.Approximate(name, text[..end].TrimEnd(), "X-TXT-1", $"The text is longer than the {length} characters that are allowed, and was cut.");
    }

    /// <summary>The list of DisplayText in a member: at most 512 characters each.</summary>
    public static void LimitAll(Place place, string name)
    {
        foreach (var text in place.Objects(name))
        {
            Limit(text, "text", 512);
        }
    }
}
