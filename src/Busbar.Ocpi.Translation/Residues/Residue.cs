using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Residues;

/// <summary>
/// What a translation there and back does not give back: for each place its value, and a mark of what stood there after the way back. Where
/// the mark still fits, nobody changed the value meanwhile, and it is put back.
/// </summary>
/// <remarks>
/// It compares documents and knows no rules, so that it is exact whatever the rules do. The form:
/// {"of":"2.3.0","in":"2.1.1","whole":…?,"kept":[{"at":["evses","uid of one","capabilities"],"was":"mark"?,"beside":{"member":"mark"}?,"index":n?,"value":…?},…]}.
/// Without "was" nothing stood there; without "value" it was not in the given document.
/// </remarks>
internal static class Residue
{
    /// <summary>The residue of a translation.</summary>
    /// <param name="from">The version of the given document.</param>
    /// <param name="to">The version it was translated to.</param>
    /// <param name="given">The given document.</param>
    /// <param name="translated">What became of it.</param>
    /// <param name="back">What the way back makes of that; null when it has no form there, and the whole document has to be kept.</param>
    /// <returns>Empty when there is nothing to keep.</returns>
    public static ReadOnlyMemory<byte> Of(OcpiVersion from, OcpiVersion to, Node given, ReadOnlyMemory<byte> translated, Node? back)
    {
        var kept = back is null ? [] : Differences.Between(back, given);
        if (back is not null && kept.Count == 0)
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("of", from.Number());
            json.WriteString("in", to.Number());
            if (back is null)
            {
                json.WriteString("whole", Sameness.Mark(DocumentReader.Read(translated)));
                json.WritePropertyName("value");
                json.WriteRawValue(DocumentWriter.Write(given), skipInputValidation: true);
            }
            else
            {
                json.WriteStartArray("kept");
                kept.ForEach(difference => difference.WriteTo(json));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory.ToArray();
    }

    /// <summary>Puts back what was kept.</summary>
    /// <param name="residue">The residue.</param>
    /// <param name="of">The version that the document is translated back to.</param>
    /// <param name="in">The version it comes from.</param>
    /// <param name="document">The document before that.</param>
    /// <param name="root">The document after that; null when it has no form there.</param>
    /// <param name="losses">What was lost on that way; what is put back was not.</param>
    /// <returns>The document; null when it still has no form. A residue of other versions, or one that cannot be read, changes nothing.</returns>
    public static (Node? Root, IReadOnlyList<Loss> Losses) PutBack(
        ReadOnlyMemory<byte> residue, OcpiVersion of, OcpiVersion @in, ReadOnlyMemory<byte> document, Node? root, IReadOnlyList<Loss> losses)
    {
        var kept = Read(residue);
        if (kept is null || !(kept.Find("of")?.Is(of.Number()) ?? false) || !(kept.Find("in")?.Is(@in.Number()) ?? false))
        {
            return (root, losses);
        }

        if (kept.Find("whole") is { } mark)
        {
            return kept.Find("value") is { } whole && mark.Is(Sameness.Mark(DocumentReader.Read(document))) ? (whole, []) : (root, losses);
        }

        if (root is null || kept.Find("kept") is not { Kind: JsonValueKind.Array } list)
        {
            return (root, losses);
        }

        var differences = new List<Difference>();
        for (var item = list.First; item is not null; item = item.Next)
        {
            if (Difference.Read(item) is { } difference && difference.Holds(root))
            {
                differences.Add(difference);
            }
        }

        var restored = new List<string>();
        foreach (var difference in differences)
        {
            if (difference.PutBack(root) is { } pointer)
            {
                restored.Add(pointer);
            }
        }

        return (root, [.. losses.Where(loss => !IsMadeGood(loss, restored))]);
    }

    /// <summary>Whether a loss of the way back is none: the value was put back, or what had to be added is what there was.</summary>
    private static bool IsMadeGood(Loss loss, List<string> restored) =>
        loss.Kind == LossKind.Defaulted || restored.Exists(pointer => loss.Path == pointer || loss.Path.StartsWith(pointer + "/", StringComparison.Ordinal));

    private static Node? Read(ReadOnlyMemory<byte> residue)
    {
        try
        {
            return DocumentReader.Read(residue) is { Kind: JsonValueKind.Object } kept ? kept : null;
        }
        catch (JsonException)
        {
            // Not ours: the document is taken as it is, as if nothing had been kept.
            return null;
        }
    }
}
