using System.Globalization;
using System.Text.Json;

namespace Busbar.Ocpi.Metering.Ocmf;

/// <summary>Reads the readings (RD) of a payload.</summary>
internal static class OcmfReadings
{
    public static IReadOnlyList<OcmfReading> Of(JsonElement payload)
    {
        if (!payload.TryGetProperty("RD", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var readings = new List<OcmfReading>();
        var before = new OcmfReading();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                before = Read(item, before);
                readings.Add(before);
            }
        }

        return readings;
    }

    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static OcmfReading Read(JsonElement item, OcmfReading before)
    {
        var time = Text(item, "TM");
        return before with
        {
            At = time is null ? before.At : Time(time),
            TimeStatus = time is null ? before.TimeStatus : time.Split(' ', 2) is [_, var status] ? status : null,
            Event = Text(item, "TX") ?? before.Event,
            Value = Number(item, "RV"),
            Register = Text(item, "RI") ?? before.Register,
            Unit = Text(item, "RU") ?? before.Unit,
            Status = Text(item, "ST") ?? before.Status,
            Errors = Text(item, "EF") ?? before.Errors,
        };
    }

    private static decimal? Number(JsonElement item, string name) => !item.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? number
        : null;

    /// <summary>2018-07-24T13:22:04,000+0200 S</summary>
    private static DateTimeOffset? Time(string text)
    {
        var stamp = text.Split(' ')[0].Replace(',', '.');
        return DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            || (stamp.Length > 5 && DateTimeOffset.TryParse(stamp.Insert(stamp.Length - 2, ":"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out at))
            ? at
            : null;
    }
}
