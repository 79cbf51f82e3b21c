using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Ocpi.Tests.Repairs;

public sealed class ObjectRepairTests
{
    private const string Location = """
        {"country_code":"NL","party_id":"CPO","id":"L1","publish":true,"address":"Street 1","city":"Town","country":"NLD",
         "coordinates":{"latitude":"52.10000","longitude":"4.10000"},"time_zone":"Europe/Amsterdam","last_updated":"2026-06-01T10:00:00Z"MORE}
        """;

    /// <summary>Version, members added to a location, what stands there afterwards, rule, and where.</summary>
    public static TheoryData<string, string, string, string, string> Locations => new()
    {
        { "2.2.1", ""","name":12""", "\"name\":\"12\"", RepairRule.TextAsNumber, "/name" },
        { "2.2.1", ""","facilities":["CAFE","SAUNA"]""", "\"facilities\":[\"CAFE\"]", RepairRule.EnumItem, "/facilities/1" },
        { "2.2.1", ""","facilities":["fuel station",null,""]""", "\"facilities\":[\"FUEL_STATION\"]", RepairRule.EmptyItem, "/facilities/1" },
        { "2.2.1", ""","facilities":"CAFE" """, "\"facilities\":[\"CAFE\"]", RepairRule.List, "/facilities" },
        { "2.2.1", ""","parking_type":"on_street" """, "\"parking_type\":\"ON_STREET\"", RepairRule.EnumSpelling, "/parking_type" },
        { "2.2.1", ""","postal_code":"" """, "\"2026-06-01T10:00:00Z\"}", RepairRule.Empty, "/postal_code" },
        { "2.2.1", ""","charging_when_closed":"true" """, "\"charging_when_closed\":true", RepairRule.BooleanAsText, "/charging_when_closed" },
        { "2.2.1", ""","opening_times":{"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"20:00"}]}""", "\"twentyfourseven\":false}", RepairRule.TwentyFourSeven, "/opening_times/twentyfourseven" },
        { "2.2.1", ""","opening_times":{}""", "\"2026-06-01T10:00:00Z\"}", RepairRule.TwentyFourSeven, "/opening_times" },
        { "2.3.0", ""","opening_times":{"twentyfourseven":false,"regular_hours":[{"weekday":"Wednesday","period_begin":"8:00","period_end":"20:00:00"}]}""", "{\"weekday\":3,\"period_begin\":\"08:00\",\"period_end\":\"20:00\"}", RepairRule.Weekday, "/opening_times/regular_hours/0/weekday" },
        { "2.2.1", ""","related_locations":[{"latitude":"52.1234567891","longitude":"4,5","name":[{"language":"en","text":"Gate"}]}]""", "{\"latitude\":\"52.1234568\",\"longitude\":\"4.50000\",\"name\":{\"language\":\"en\",\"text\":\"Gate\"}}", RepairRule.List, "/related_locations/0/name" },
        { "2.2.1", ""","images":[{"url":"https://x.test/a.png","category":"OTHER","type":"png"},{"category":"OTHER"}]""", "\"images\":[{\"url\":\"https://x.test/a.png\",\"category\":\"OTHER\",\"type\":\"png\"}]", RepairRule.Ornament, "/images/1" },
        { "2.2.1", ""","energy_mix":{"supplier_name":"x"}""", "\"2026-06-01T10:00:00Z\"}", RepairRule.Ornament, "/energy_mix" },
        { "2.2.1", ""","Operator ":{"name":"x"}""", "\"operator\":{\"name\":\"x\"}", RepairRule.PropertyName, "/Operator " },
        { "2.2.1", ""","evses":[{"uid":"E1","status":"Available","last_updated":"2026-06-01T12:00:00+02:00","connectors":[]}]""", "\"status\":\"AVAILABLE\",\"last_updated\":\"2026-06-01T10:00:00Z\"", RepairRule.DateTime, "/evses/0/last_updated" },
        { "2.2.1", ""","evses":[{"uid":"E1","status":"AVAILABLE","last_updated":"2026-06-01T12:00:00Z","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"SOCKET","power_type":"AC_3_PHASE","max_voltage":"230","max_amperage":32.0,"max_electric_power":22080.4,"last_updated":"2026-06-01T12:00:00Z"}]}]""", "\"max_voltage\":230,\"max_amperage\":32,\"max_electric_power\":22080,", RepairRule.ConnectorValue, "/evses/0/connectors/0/max_electric_power" },
        { "2.3.0", ""","evses":[{"uid":"E1","status":"AVAILABLE","last_updated":"2026-06-01T12:00:00Z","connectors":[],"parking":["P1"]}]""", "\"parking\":[{\"parking_id\":\"P1\"}]", RepairRule.ParkingReference, "/evses/0/parking/0" },
    };

    [Theory, MemberData(nameof(Locations))]
    public void Harmless_fault_is_mended_and_said(string number, string added, string expected, string rule, string path)
    {
        var version = Version(number);
        var document = Location.Replace("MORE", added, StringComparison.Ordinal);

        var result = ObjectRepair.Repair(ObjectType.Location, version, Utf8(document));

        var text = Encoding.UTF8.GetString(result.Utf8.Span);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains(result.Repairs, repair => repair.Rule == rule && repair.Path == path);
        Assert.True(ObjectValidator.Validate(ObjectType.Location, version, result.Utf8.Span).IsAcceptable, text);
        Assert.False(ObjectRepair.Repair(ObjectType.Location, version, result.Utf8).Changed);
    }

    [Fact]
    public void Document_without_a_fault_keeps_its_bytes()
    {
        var document = Utf8(Location.Replace("MORE", ", \"name\" : \"\\u00e9t\\u00e9\" , \"x_own\" : { \"a\" : [1 , 2] }", StringComparison.Ordinal));

        var result = ObjectRepair.Repair(ObjectType.Location, OcpiVersion.V221, document);

        Assert.False(result.Changed);
        Assert.True(result.Utf8.Equals(document));
    }

    [Fact]
    public void What_is_not_mended_stays_byte_by_byte()
    {
        var document = Location.Replace("MORE", ""","name":"\u00e9t\u00e9","x_own":{ "a" : [1 , 2.50] },"city_code":"","postal_code":"" """, StringComparison.Ordinal);

        var text = Encoding.UTF8.GetString(ObjectRepair.Repair(ObjectType.Location, OcpiVersion.V221, Utf8(document)).Utf8.Span);

        Assert.Contains("""
            "name":"\u00e9t\u00e9","x_own":{ "a" : [1 , 2.50] },"city_code":"" }
            """.Replace("\"\" }", "\"\"}", StringComparison.Ordinal).Trim(), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":1,"id":2}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":""")]
    [InlineData("[1]")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void What_cannot_be_read_is_left_alone(string document)
    {
        var utf8 = Utf8(document);
        var result = ObjectRepair.Repair(ObjectType.Tariff, OcpiVersion.V230, utf8);
        Assert.True(!result.Changed || result.Repairs.All(repair => repair.Rule == RepairRule.TextAsNumber));
    }

    [Fact]
    public void Amounts_keep_every_digit_unless_rounding_is_switched_on()
    {
        var session = Utf8("""{"kwh":"12.3456789"}""");

        var exact = ObjectRepair.Repair(ObjectType.Session, OcpiVersion.V221, session);
        var rounded = ObjectRepair.Repair(ObjectType.Session, OcpiVersion.V221, exact.Utf8, RepairSettings.Default.With(RepairRule.Decimals, true));

        Assert.Equal("""{"kwh":12.3456789}""", Encoding.UTF8.GetString(exact.Utf8.Span));
        Assert.Equal("""{"kwh":12.3457}""", Encoding.UTF8.GetString(rounded.Utf8.Span));
    }

    [Fact]
    public void Settings_switch_rules_off_one_by_one_and_all_at_once()
    {
        var document = Utf8(Location.Replace("MORE", ""","name":12,"facilities":["SAUNA"]""", StringComparison.Ordinal));

        var one = ObjectRepair.Repair(ObjectType.Location, OcpiVersion.V221, document, RepairSettings.Default.With(RepairRule.EnumItem, false));
        var none = ObjectRepair.Repair(ObjectType.Location, OcpiVersion.V221, document, RepairSettings.None);
        var only = ObjectRepair.Repair(ObjectType.Location, OcpiVersion.V221, document, RepairSettings.None.With(RepairRule.EnumItem, true));

        Assert.Equal([RepairRule.TextAsNumber], one.Repairs.Select(repair => repair.Rule));
        Assert.Empty(none.Repairs);
        Assert.Equal([RepairRule.EnumItem], only.Repairs.Select(repair => repair.Rule));
        Assert.Equal(RepairSettings.None, RepairSettings.Default.With("*", false));
    }

    [Fact]
    public void Patch_is_mended_but_what_is_empty_in_it_stays()
    {
        var result = ObjectRepair.Repair(ObjectType.Evse, OcpiVersion.V221, Utf8("""{"status":"charging","physical_reference":"","last_updated":"2026-06-01 12:00:00Z"}"""), patch: true);

        Assert.Equal("""{"status":"CHARGING","physical_reference":"","last_updated":"2026-06-01T12:00:00Z"}""", Encoding.UTF8.GetString(result.Utf8.Span));
    }

    [Fact]
    public void List_that_must_not_be_empty_keeps_its_last_item()
    {
        var result = ObjectRepair.Repair(ObjectType.Tariff, OcpiVersion.V221, Utf8("""{"elements":[null]}"""));

        Assert.Empty(result.Repairs);
    }

    [Theory]
    [InlineData("NL", "NLD")]
    [InlineData("deu", "DEU")]
    public void Country_gets_the_three_letters_that_are_asked_for(string given, string expected)
    {
        // AMD-021
        var document = Location.Replace("MORE", "", StringComparison.Ordinal).Replace("\"NLD\"", $"\"{given}\"", StringComparison.Ordinal);

        var result = ObjectRepair.Repair(ObjectType.Location, OcpiVersion.V230, Utf8(document));

        Assert.Contains($"\"country\":\"{expected}\"", Encoding.UTF8.GetString(result.Utf8.Span), StringComparison.Ordinal);
        Assert.Equal([RepairRule.Country], result.Repairs.Select(repair => repair.Rule));
    }

    private static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static OcpiVersion Version(string number) => OcpiVersions.TryParse(number, out var version) ? version : throw new ArgumentException(number);
}
