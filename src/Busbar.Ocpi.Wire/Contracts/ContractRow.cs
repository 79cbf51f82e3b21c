using System.Globalization;

namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>One line of a contract table.</summary>
internal sealed record ContractRow(
    string Kind, string Module, string Object, string Member, string Type, Cardinality Cardinality, int? MaxLength, ValueFormat Format, string? Requirement)
{
    public static ContractRow Parse(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length != 9)
        {
            throw new InvalidDataException($"A line of a contract table has 9 columns: '{line}'.");
        }

        return new ContractRow(
            cells[0], cells[1], cells[2], cells[3], cells[4], ReadCardinality(cells[5]),
            cells[6].Length == 0 ? null : int.Parse(cells[6], CultureInfo.InvariantCulture), ReadFormat(cells[7]), cells[8].Length == 0 ? null : cells[8]);
    }

    private static Cardinality ReadCardinality(string text) => text switch
    {
        "" or "?" => Cardinality.Optional,
        "1" => Cardinality.Required,
        "*" => Cardinality.Any,
        "+" => Cardinality.AtLeastOne,
        _ => throw new InvalidDataException($"'{text}' is no cardinality."),
    };

    private static ValueFormat ReadFormat(string text) => text switch
    {
        "" => ValueFormat.None,
        "country-alpha-2" => ValueFormat.CountryAlpha2,
        "country-alpha-3" => ValueFormat.CountryAlpha3,
        "party-id" => ValueFormat.PartyId,
        "hub-party" => ValueFormat.HubParty,
        "currency" => ValueFormat.Currency,
        "language" => ValueFormat.Language,
        "time-zone" => ValueFormat.TimeZone,
        "latitude" => ValueFormat.Latitude,
        "longitude" => ValueFormat.Longitude,
        "time-of-day" => ValueFormat.TimeOfDay,
        "date" => ValueFormat.Date,
        "weekday" => ValueFormat.Weekday,
        "count" => ValueFormat.Count,
        "percentage" => ValueFormat.Percentage,
        "endpoint" => ValueFormat.Endpoint,
        "base64" => ValueFormat.Base64,
        "token" => ValueFormat.Token,
        _ => throw new InvalidDataException($"'{text}' is no format."),
    };
}
