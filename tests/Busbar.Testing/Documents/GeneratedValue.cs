using System.Globalization;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>Makes values of single fields that are valid by their row of the contract table.</summary>
internal sealed class GeneratedValue(OcpiVersion version, int seed)
{
    private readonly Random _random = new(seed * 31);
    private readonly GeneratedText _text = new(version, seed);

    public int Below(int limit) => _random.Next(limit);

    public JsonNode Scalar(FieldContract field) => field.Kind switch
    {
        FieldKind.Enumeration => Enumeration(field.Enum!),
        FieldKind.Boolean => _random.Next(2) == 0,
        FieldKind.Integer => Integer(field),
        FieldKind.Number => Number(field),
        FieldKind.DateTime => Time(_random.Next(2_000_000)),
        _ => _text.Of(field),
    };

    /// <summary>A moment, so many minutes after the start of 2024.</summary>
    public string Time(int minutes)
    {
        var moment = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minutes).AddMilliseconds(_random.Next(60_000));
        var form = _random.Next(8) switch
        {
            0 => "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            1 => "yyyy-MM-dd'T'HH:mm:ss.f'Z'",
            2 => "yyyy-MM-dd'T'HH:mm:ss",
            _ => "yyyy-MM-dd'T'HH:mm:ss'Z'",
        };
        return moment.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <summary>A number with up to four decimals; its digits stand as written, also zeros at the end.</summary>
    public JsonNode Decimal(int below, int above = 0)
    {
        var whole = _random.Next(above, below).ToString(CultureInfo.InvariantCulture);
        var decimals = _random.Next(5);
        return JsonNode.Parse(decimals == 0 ? whole : $"{whole}.{_random.Next(10_000).ToString("D4", CultureInfo.InvariantCulture)[..decimals]}")!;
    }

    private JsonNode Number(FieldContract field)
    {
        if (field.Format == ValueFormat.Percentage)
        {
            return Decimal(100);
        }

        return _random.Next(12) switch
        {
            0 => JsonNode.Parse("0")!,
            1 => JsonNode.Parse("0.0001")!,
            2 => Decimal(-1, -500),
            3 => Decimal(99_999_999),
            _ => Decimal(500),
        };
    }

    private JsonNode Integer(FieldContract field)
    {
        var greatest = field.Format == ValueFormat.Weekday ? 7 : field.MaxLength is { } digits and < 10 ? (int)Math.Pow(10, digits) - 1 : int.MaxValue;
        var least = field.Format == ValueFormat.Weekday ? 1 : 0;
        return _random.Next(6) switch
        {
            0 => least,
            1 => greatest,
            _ => _random.Next(least, Math.Min(greatest, 1000) + 1),
        };
    }

    private string Enumeration(EnumContract known)
    {
        if (known.IsOpen && _random.Next(12) == 0)
        {
            return "X-VENDOR_VALUE";
        }

        var values = known.Values.Order(StringComparer.Ordinal).ToList();
        return values[_random.Next(values.Count)];
    }
}
