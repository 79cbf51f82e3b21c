using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Bench.Samples;

/// <summary>Locations of two EVSEs with two connectors each, about 2.5 KB of 2.2.1 JSON.</summary>
internal static class SampleLocations
{
    public static PartyId Owner { get; } = new("NL", "BEN");

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Id(int number) => "LOC" + number.ToString("D6", CultureInfo.InvariantCulture);

    public static ObjectKey Key(int number) => new(ModuleId.Locations, Owner, Id(number));

    public static byte[] Json(int number, DateTimeOffset updated)
    {
        var time = updated.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var evses = string.Join(",", Enumerable.Range(1, 2).Select(evse => $$"""
            {"uid":"{{Id(number)}}-{{evse}}","evse_id":"NL*BEN*E{{number:D6}}*{{evse}}","status":"AVAILABLE","capabilities":["RESERVABLE","REMOTE_START_STOP_CAPABLE","RFID_READER"],"physical_reference":"{{evse}}","floor_level":"-1","coordinates":{"latitude":"52.370216","longitude":"4.895168"},"connectors":[{{string.Join(",", Enumerable.Range(1, 2).Select(connector => $$"""
            {"id":"{{connector}}","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"max_electric_power":22000,"tariff_ids":["TARIFF-DAY","TARIFF-NIGHT"],"terms_and_conditions":"https://example.com/terms","last_updated":"{{time}}"}
            """))}}],"last_updated":"{{time}}"}
            """));
        var json = $$"""
            {"country_code":"NL","party_id":"BEN","id":"{{Id(number)}}","publish":true,"name":"Car park {{number}}","address":"Example street {{number}}","city":"Amsterdam","postal_code":"1012 AB","country":"NLD","coordinates":{"latitude":"52.370216","longitude":"4.895168"},"parking_type":"PARKING_GARAGE","evses":[{{evses}}],"directions":[{"language":"en","text":"Enter by the ramp on the left, follow the signs to level -1, the chargers are behind the lifts. {{new string('.', 300)}}"},{"language":"nl","text":"Neem de helling links en volg de borden naar niveau -1. {{new string('.', 300)}}"}],"operator":{"name":"Bench Charging","website":"https://example.com"},"facilities":["SUPERMARKET","CAFE"],"time_zone":"Europe/Amsterdam","opening_times":{"twentyfourseven":true},"charging_when_closed":true,"last_updated":"{{time}}"}
            """;
        return Encoding.UTF8.GetBytes(json.ReplaceLineEndings("").Replace("            ", "", StringComparison.Ordinal));
    }

    public static ObjectDecision.Store Store(byte[] utf8, DateTimeOffset updated) => new(
        OcpiVersion.V221, utf8, new ObjectFacts(updated, null, true, BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(utf8))));
}
