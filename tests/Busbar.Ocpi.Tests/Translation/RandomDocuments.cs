using System.Globalization;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Documents made from the contract tables: every field the version has, present or not, in every cardinality.</summary>
/// <param name="version">The version the documents are written in.</param>
/// <param name="seed">The same seed gives the same document.</param>
internal sealed class RandomDocuments(OcpiVersion version, int seed)
{
    private static readonly string[] Numbers = ["0", "1", "0.2500", "12.10", "-3.5", "100", "0.0001", "21.0", "7"];

    private readonly Random _random = new(seed);

    public string Next(ObjectType type) => Object(Contract.For(version).Find(type)!, 0).ToJsonString();

    private JsonObject Object(ObjectContract contract, int depth)
    {
        var document = new JsonObject();
        foreach (var field in contract.Fields)
        {
            if (!field.IsRequired && (depth > 4 || _random.Next(3) == 0))
            {
                continue;
            }

            document[field.Name] = field.IsList
                ? new JsonArray([.. Enumerable.Range(0, _random.Next(field.IsRequired ? 1 : 0, 4)).Select(_ => Value(field, depth))])
                : Value(field, depth);
        }

        if (_random.Next(4) == 0)
        {
            document["vendor_extra"] = JsonNode.Parse("""{"a":[1.00,null,"+"]}""");
        }

        return document;
    }

    private JsonNode Value(FieldContract field, int depth) => field.Kind switch
    {
        FieldKind.Object => Object(field.Object!, depth + 1),
        FieldKind.Enumeration => Enumeration(field.Enum!),
        FieldKind.Boolean => _random.Next(2) == 0,
        FieldKind.Integer => _random.Next(1, 7),
        FieldKind.Number => JsonNode.Parse(Numbers[_random.Next(Numbers.Length)])!,
        FieldKind.DateTime => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(_random.Next(500_000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        FieldKind.Url => $"https://party.example/{_random.Next(1000)}",
        _ => Text(field),
    };

    private string Enumeration(EnumContract contract)
    {
        if (contract.IsOpen && _random.Next(5) == 0)
        {
            return "ZOO";
        }

        var values = contract.Values.Order(StringComparer.Ordinal).ToList();
        return values[_random.Next(values.Count)];
    }

    private string Text(FieldContract field) => field.Format switch
    {
        ValueFormat.CountryAlpha2 => "NL",
        ValueFormat.CountryAlpha3 => "NLD",
        ValueFormat.PartyId => "ABC",
        ValueFormat.HubParty => "NLHUB",
        ValueFormat.Currency => "EUR",
        ValueFormat.Language => "nl",
        ValueFormat.TimeZone => "Europe/Amsterdam",
        ValueFormat.Latitude => "52.370216",
        ValueFormat.Longitude => "4.895168",
        ValueFormat.TimeOfDay => "08:30",
        ValueFormat.Date => "2025-03-01",
        ValueFormat.Base64 => "QUJD",
        // Only the id of a credit CDR may use its whole length.
        _ => Letters(Math.Min(field.Name == "id" ? 36 : field.MaxLength ?? 60, _random.Next(1, 80))),
    };

    private string Letters(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + _random.Next(26))));
}
