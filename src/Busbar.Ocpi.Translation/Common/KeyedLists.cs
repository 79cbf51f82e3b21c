using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Lists whose items have an identity of their own, so that one can tell which of them changed.</summary>
internal static class KeyedLists
{
    private const string Start = "start_date_time";

    /// <summary>The member that tells the items of a list apart; null when nothing does.</summary>
    public static string? KeyOf(ReadOnlySpan<byte> list) =>
        list.SequenceEqual("evses"u8) ? "uid"
        : list.SequenceEqual("connectors"u8) || list.SequenceEqual("parking_places"u8) || list.SequenceEqual("tariffs"u8) ? "id"
        : list.SequenceEqual("charging_periods"u8) ? Start
        : null;

    /// <summary>Whether a list is a set of words, each of which stands for itself.</summary>
    public static bool IsSet(ReadOnlySpan<byte> list) =>
        list.SequenceEqual("facilities"u8) || list.SequenceEqual("capabilities"u8);

    /// <summary>The words of a set; null when an item is none, or two are the same.</summary>
    public static List<string>? Texts(Node list)
    {
        var texts = new List<string>();
        for (var item = list.First; item is not null; item = item.Next)
        {
            if (item.AsUnicode() is not { } text || texts.Contains(text))
            {
                return null;
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>The items by their key; null when one has none, or two have the same.</summary>
    public static Dictionary<string, Node>? Read(Node list, string key)
    {
        var items = new Dictionary<string, Node>(StringComparer.OrdinalIgnoreCase);
        for (var item = list.First; item is not null; item = item.Next)
        {
            if (item.Kind != JsonValueKind.Object || item.Find(key)?.AsUnicode() is not { } id || !items.TryAdd(key == Start ? Moment(id) : id, item))
            {
                return null;
            }
        }

        return items;
    }

    /// <summary>A moment as every version spells it: 2.1.1 in whole seconds.</summary>
    private static string Moment(string text) =>
        OcpiDateTime.TryParse(text, out var moment) ? OcpiDateTime.Format(moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond))) : text;
}
