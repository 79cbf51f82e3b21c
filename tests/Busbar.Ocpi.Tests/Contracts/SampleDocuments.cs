using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Tests.Contracts;

/// <summary>Makes valid documents of every object and version: with the required properties only, or with every property.</summary>
internal static class SampleDocuments
{
    public static JsonObject Minimal(OcpiVersion version, string type) => Build(Contract.For(version).Objects[type], full: false);

    public static JsonObject Full(OcpiVersion version, string type) => Build(Contract.For(version).Objects[type], full: true);

    /// <summary>A valid value of one property; of a list, one item.</summary>
    public static JsonNode Value(FieldContract field, bool full) => field.Kind switch
    {
        FieldKind.Object => Build(field.Object!, full),
        FieldKind.Boolean => JsonValue.Create(field.Name == "valid"),
        FieldKind.Integer or FieldKind.Number => JsonValue.Create(Number(field)),
        FieldKind.DateTime => JsonValue.Create(IsEnd(field) ? "2026-03-02T08:00:00Z" : "2026-03-01T08:00:00Z"),
        FieldKind.Url => JsonValue.Create("https://cpo.example/a"),
        FieldKind.Enumeration => JsonValue.Create(EnumValue(field.Enum!)),
        _ => JsonValue.Create(Text(field)),
    };

    private static JsonObject Build(ObjectContract contract, bool full)
    {
        var document = new JsonObject();
        foreach (var field in contract.Fields)
        {
            // A CDR is either a credit or not; the samples are none.
            if ((!full && !field.IsRequired && !IsNeeded(contract, field)) || field.Name == "credit_reference_id")
            {
                continue;
            }

            document[field.Name] = field.IsList ? new JsonArray(Value(field, full)) : Value(field, full);
        }

        return document;
    }

    /// <summary>
    /// What the required properties need beside them: opening hours that are not round the clock need hours, a token entry a key, an accepted question its
    /// answer, a place that can be booked what is booked there.
    /// </summary>
    private static bool IsNeeded(ObjectContract contract, FieldContract field) => (contract.Name, field.Name) is ("Hours", "regular_hours") or ("PublishTokenType", "group_id")
        or ("ActiveChargingProfileResult", "profile") or ("BookingLocation", "booking_option");

    private static bool IsEnd(FieldContract field) =>
        field.Name.Contains("end", StringComparison.Ordinal) || field.Name.Contains("stop", StringComparison.Ordinal) || field.Name.StartsWith("max_", StringComparison.Ordinal);

    private static int Number(FieldContract field) => field.Name switch
    {
        "percentage" => 100,
        "max_electric_power" => 11000,
        "max_voltage" or "voltage" => 230,
        "total_parking_time" => 0,
        "incl_vat" or "after_taxes" => 3,
        _ => IsEnd(field) ? 32 : 2,
    };

    private static string EnumValue(EnumContract known) => known.Name switch
    {
        "TariffDimensionType" => "TIME",
        "CdrDimensionType" => "ENERGY",
        "ConnectorFormat" => "CABLE",
        "ReservationStatus" => "RESERVED",
        _ => known.Values.Order(StringComparer.Ordinal).First(),
    };

    private static string Text(FieldContract field) => field.Format switch
    {
        ValueFormat.CountryAlpha2 => "NL",
        ValueFormat.CountryAlpha3 => "NLD",
        ValueFormat.PartyId => "TNM",
        ValueFormat.HubParty => "NLHUB",
        ValueFormat.Currency => "EUR",
        ValueFormat.Language => "nl",
        ValueFormat.TimeZone => "Europe/Amsterdam",
        ValueFormat.Latitude => "52.090700",
        ValueFormat.Longitude => "5.121400",
        ValueFormat.TimeOfDay => IsEnd(field) ? "20:00" : "08:00",
        ValueFormat.Date => IsEnd(field) ? "2026-04-01" : "2026-03-01",
        ValueFormat.Base64 => "QUJDRA==",
        _ => field.MaxLength is < 4 ? "A" : "A-1",
    };
}
