using System.Globalization;
using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Testing.Documents;

/// <summary>Makes texts that are valid by their row of the contract table, from one character to as many as are allowed.</summary>
internal sealed class GeneratedText(OcpiVersion version, int seed)
{
    private static readonly string[] Letters = ["é", "ß", "Ž", "ø", "ł", "Ω", "ж", "ع", "ไ", "漢", "字", "ｱ", "e\u0301", "🔌", "👩‍🔧", "a", "Z", " ", "\"", "\\", "/", "<", "&", "0"];
    private static readonly string[] Zones = ["Europe/Amsterdam", "Europe/Oslo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Argentina/Buenos_Aires"];

    private readonly Random _random = new(seed * 17);

    public string Of(FieldContract field) => field.Format switch
    {
        ValueFormat.CountryAlpha2 => Pick("NL", "DE", "be", "FR"),
        ValueFormat.CountryAlpha3 => Pick("NLD", "DEU", "BEL", "FRA"),
        ValueFormat.PartyId => Pick("TNM", "abc", "1A2", "EXA"),
        ValueFormat.HubParty => Pick("NLHUB", "deH1b"),
        ValueFormat.Currency => Pick("EUR", "SEK", "USD", "CHF"),
        ValueFormat.Language => Pick("nl", "en", "de", "fr"),
        ValueFormat.TimeZone => Pick(Zones),
        ValueFormat.Latitude => Degrees(90),
        ValueFormat.Longitude => Degrees(180),
        ValueFormat.TimeOfDay => Pick("00:00", "23:59", "08:30", Minutes(_random.Next(1440))),
        ValueFormat.Date => Date(_random.Next(1500)),
        ValueFormat.Base64 => Convert.ToBase64String(Encoding.UTF8.GetBytes(Ascii(Math.Max(1, Length(field.MaxLength ?? 400) / 4 * 3)))),
        ValueFormat.Token => Ascii(Length(field.MaxLength ?? 64)).Replace(' ', '~'),
        _ => field.Kind switch
        {
            FieldKind.Url => Url(Length(field.MaxLength ?? 255)),
            FieldKind.CiText => Identifier(Length(field.MaxLength ?? 60)),
            _ => version == OcpiVersion.V211 ? Ascii(Length(field.MaxLength ?? 60)) : Text(Length(field.MaxLength ?? 60)),
        },
    };

    public static string Minutes(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:D2}:{minutes % 60:D2}");

    public static string Date(int days) => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text of an id's characters.</summary>
    public string Identifier(int length) => _random.Next(4) == 0 ? Ascii(length) : Of("ABCXYZabcxyz0123456789-*_", length);

    /// <summary>The shortest, the longest, or something between.</summary>
    private int Length(int greatest) => seed switch
    {
        0 => 1,
        1 => greatest,
        _ => _random.Next(10) switch { 0 => 1, 1 => greatest, _ => _random.Next(1, Math.Min(greatest, 48) + 1) },
    };

    private string Pick(params string[] texts) => texts[_random.Next(texts.Length)];

    private string Degrees(int limit)
    {
        var decimals = version == OcpiVersion.V211 ? 6 : _random.Next(5, 8);
        var degrees = _random.Next(8) switch { 0 => limit, 1 => -limit, _ => (decimal)((_random.NextDouble() * 2 * limit) - limit) };
        return degrees.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private string Url(int length)
    {
        const string start = "https://party.example/";
        return start + Of("abcdefghij0123456789/-_~.", Math.Max(0, length - start.Length));
    }

    /// <summary>Printable ASCII. A blank alone would be no text, and dots alone no name in a path.</summary>
    private string Ascii(int length)
    {
        var text = string.Create(length, _random, static (span, random) =>
        {
            foreach (ref var letter in span)
            {
                letter = (char)random.Next(' ', '~' + 1);
            }
        });
        return text.Trim(' ', '.').Length == 0 ? new string('x', length) : text;
    }

    private string Of(string letters, int length) => string.Create(length, (letters, _random), static (span, state) =>
    {
        foreach (ref var letter in span)
        {
            letter = state.letters[state._random.Next(state.letters.Length)];
        }
    });

    /// <summary>Letters of many scripts, quotation marks and pictures; the length counts as JSON text in UTF-16.</summary>
    private string Text(int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            var next = _random.Next(2) == 0 ? Letters[_random.Next(Letters.Length)] : ((char)_random.Next('A', 'z' + 1)).ToString();
            text.Append(text.Length + next.Length <= length ? next : "x");
        }

        return text.ToString();
    }
}
