using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Reconciliation;

/// <summary>
/// An object's content as a text that is equal when the content is: whatever the order of members, of lists of words and of EVSEs, however times and
/// numbers are written, and whether what is empty is left out.
/// </summary>
public static class NormalForm
{
    /// <summary>The content's hash.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static UInt128 Hash(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return Hash(document.RootElement);
    }

    internal static UInt128 Hash(JsonElement element)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(Of(element, "")), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The text; empty for what says nothing.</summary>
    /// <param name="element">The value.</param>
    /// <param name="name">The member that holds it.</param>
    internal static string Of(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => OfObject(element),
        JsonValueKind.Array => OfArray(element, name),
        JsonValueKind.String => OfText(element.GetString()!, name),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? Plain(number) : element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "",
    };

    /// <summary>The id of an item of a list that is known by its id; null when the list goes by its order.</summary>
    internal static string? IdOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return item.TryGetProperty("uid", out var uid) && uid.ValueKind == JsonValueKind.String ? uid.GetString()
            : item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()
            : null;
    }

    private static string OfObject(JsonElement element)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var value = Of(member.Value, member.Name);
            if (value.Length > 0)
            {
                members[member.Name] = value;
            }
        }

        return members.Count == 0 ? "" : $"{{{string.Join(',', members.Select(member => $"{member.Key}:{member.Value}"))}}}";
    }

    private static string OfArray(JsonElement element, string name)
    {
        var items = new List<string>();
        var words = true;
        var named = true;
        foreach (var item in element.EnumerateArray())
        {
            words &= item.ValueKind == JsonValueKind.String;
            named &= IdOf(item) is not null;
            items.Add(Of(item, name));
        }

        if (words || named)
        {
            items.Sort(StringComparer.Ordinal);
        }

        return items.Count == 0 ? "" : $"[{string.Join(',', items)}]";
    }

    private static string OfText(string text, string name)
    {
        if (text.Length == 0)
        {
            return "";
        }

        if (text.Length >= 19 && text[4] == '-' && text[10] == 'T' && OcpiDateTime.TryParse(text, out var moment))
        {
            return moment.UtcTicks.ToString(CultureInfo.InvariantCulture);
        }

        return name is "latitude" or "longitude" && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? Plain(degrees)
            : name is "country_code" or "party_id" ? JsonSerializer.Serialize(text.ToUpperInvariant(), TextJson.Default.String)
            : JsonSerializer.Serialize(text, TextJson.Default.String);
    }

    /// <summary>Without zeros at the end.</summary>
    private static string Plain(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class TextJson : System.Text.Json.Serialization.JsonSerializerContext;
