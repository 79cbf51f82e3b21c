using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Bench.Frame;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Bench.Translation;

/// <summary>
/// Carrying a location of 2.5 KB over every step from 2.3.0 down to 2.1.1, reading and writing included. The limit is what System.Text.Json
/// takes to parse the same document into its lightest tree that can be changed, and to write it again, unchanged.
/// </summary>
internal sealed class TranslateLocation : IScenario
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TranslationContext _context = new() { Owner = new PartyId("NL", "BEN") };
    private byte[] _newest = [];
    private byte[] _oldest = [];
    private int _sink;

    public string Name => "translate";

    public string Unit => "locations";

    public IReadOnlyList<Contender> Contenders =>
    [
        Of("System.Text.Json, JsonNode there and back", null, JsonTree),
        Of("System.Text.Json, generated code, record there and back", null, Record),
        Of("2.3.0 -> 2.1.1", 0.25, () => Translate(OcpiVersion.V230, OcpiVersion.V211, _newest)),
        Of("2.1.1 -> 2.3.0", 0.25, () => Translate(OcpiVersion.V211, OcpiVersion.V230, _oldest)),
        Of("2.3.0 -> 2.2.1", 0.25, () => Translate(OcpiVersion.V230, OcpiVersion.V221, _newest)),
        Of("2.3.0 -> 2.1.1 with its residue", null, Residue),
        Of("validation, 2.3.0", 0.25, Validate),
    ];

    public Task PrepareAsync(CancellationToken cancellation)
    {
        _newest = Encoding.UTF8.GetBytes(Location);
        _oldest = Translator.Translate(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, _newest, _context).Utf8.ToArray();
        if (_newest.Length is < 2400 or > 2700 || _oldest.Length < 1500)
        {
            throw new InvalidOperationException($"The sample has {_newest.Length} bytes, its translation {_oldest.Length}.");
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        GC.KeepAlive(_sink);
        return ValueTask.CompletedTask;
    }

    private static Contender Of(string name, double? target, Func<int> work) => new(name, target, (time, _) => Task.Run(() => Load.Repeat(time, () =>
    {
        // A clock costs as much as some of this work.
        for (var i = 0; i < 100; i++)
        {
            work();
        }

        return 100;
    })));

    private int JsonTree()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            JsonNode.Parse(_newest)!.WriteTo(writer);
        }

        return _sink = buffer.WrittenSpan.ToArray().Length;
    }

    private int Record() => _sink = OcpiJson.Serialize(OcpiJson.Deserialize<Location>(_newest)).Length;

    private int Translate(OcpiVersion from, OcpiVersion to, byte[] utf8) => _sink = Translator.Translate(ObjectType.Location, from, to, utf8, _context).Utf8.Length;

    private int Residue() => _sink = Translator.Translate(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, _newest, _context).Residue.Length;

    private int Validate() => _sink = ObjectValidator.Validate(ObjectType.Location, OcpiVersion.V230, _newest).Findings.Count;

    private const string Location = """
        {"country_code":"NL","party_id":"BEN","id":"LOC000001","publish":true,"name":"Car park at the station","address":"Stationsplein 45","city":"Rotterdam","postal_code":"3013AK","state":"Zuid-Holland","country":"NLD","coordinates":{"latitude":"51.924420","longitude":"4.469840"},"parking_type":"PARKING_GARAGE","parking_places":[{"id":"P1","vehicle_types":["PERSONAL_VEHICLE"],"restricted_to_type":false,"reservation_required":false,"max_vehicle_height":210}],"evses":[{"uid":"EVSE-000001-1","evse_id":"NL*BEN*E000001*1","status":"AVAILABLE","capabilities":["RESERVABLE","REMOTE_START_STOP_CAPABLE","RFID_READER","START_SESSION_CONNECTOR_REQUIRED"],"connectors":[{"id":"1","standard":"IEC_62196_T2_COMBO","format":"CABLE","power_type":"DC","max_voltage":920,"max_amperage":400,"max_electric_power":150000,"tariff_ids":["TARIFF-DAY"],"capabilities":["ISO_15118_2_PLUG_AND_CHARGE"],"last_updated":"2026-01-01T08:00:00Z"},{"id":"2","standard":"CHADEMO","format":"CABLE","power_type":"DC","max_voltage":500,"max_amperage":125,"tariff_ids":["TARIFF-DAY"],"last_updated":"2026-01-01T08:00:00Z"}],"floor_level":"-1","coordinates":{"latitude":"51.924421","longitude":"4.469841"},"physical_reference":"1","parking":[{"parking_id":"P1"}],"last_updated":"2026-01-01T08:00:00Z"},{"uid":"EVSE-000001-2","evse_id":"NL*BEN*E000001*2","status":"CHARGING","capabilities":["RESERVABLE","REMOTE_START_STOP_CAPABLE","RFID_READER"],"connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":32,"tariff_ids":["TARIFF-DAY"],"terms_and_conditions":"https://example.com/terms","last_updated":"2026-01-01T08:00:00Z"}],"floor_level":"-1","physical_reference":"2","parking_restrictions":["CUSTOMERS"],"last_updated":"2026-01-01T08:00:00Z"}],"directions":[{"language":"en","text":"Enter by the ramp on the left; the chargers are on level -1 behind the lifts."},{"language":"nl","text":"Neem de helling links; de laders staan op niveau -1 achter de liften."}],"operator":{"name":"Bench Charging","website":"https://example.com"},"facilities":["SUPERMARKET","PARKING_LOT"],"time_zone":"Europe/Amsterdam","opening_times":{"twentyfourseven":false,"regular_hours":[{"weekday":1,"period_begin":"06:00","period_end":"23:30"},{"weekday":2,"period_begin":"06:00","period_end":"23:30"}]},"charging_when_closed":true,"help_phone":"+31101234567","energy_mix":{"is_green_energy":true,"supplier_name":"Wind aan Zee"},"last_updated":"2026-01-01T08:00:00Z"}
        """;
}
