using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Steps;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Locations between 2.1.1 and 2.2, and between 2.2 and 2.2.1.</summary>
public sealed class OldLocationTests
{
    [Fact]
    public void Location_of_211_gets_what_22_requires()
    {
        var up = From211(ObjectType.Location, """{"id":"L","type":"PARKING_GARAGE","postal_code":"-","country":"DEU","opening_times":{"regular_hours":[]},"last_updated":"2025-01-01T00:00:00"}""");

        Assert.Equal(
            """
            {"id":"L","parking_type":"PARKING_GARAGE","country":"DEU","opening_times":{"regular_hours":[],"twentyfourseven":false},"last_updated":"2025-01-01T00:00:00Z","country_code":"NL","party_id":"ABC","publish":true,"time_zone":"Europe/Berlin"}
            """,
            up.Text());
        Assert.Equal(["X-LOC-04 Defaulted /publish", "X-LOC-10 Defaulted /time_zone"], up.Rules());
    }

    [Fact]
    public void Location_of_211_without_a_known_owner_is_withheld() =>
        Assert.Contains("which party", From211(ObjectType.Location, """{"id":"L"}""", new()).Withheld, StringComparison.Ordinal);

    [Theory]
    [Requirement("LOC-159")]
    [InlineData("ON_DRIVEWAY", "OTHER")]
    [InlineData("ALONG_MOTORWAY", "OTHER")]
    [InlineData("ON_STREET", "ON_STREET")]
    public void Kind_of_parking_goes_by_name_or_is_another_one(string given, string expected) =>
        Assert.Equal($"\"{expected}\"", To211(ObjectType.Location, $$"""{"id":"L","parking_type":"{{given}}"}""").At("/type"));

    [Fact]
    [Requirement("LOC-074", "LOC-085", "LOC-122")]
    public void Location_goes_to_211_with_what_that_requires()
    {
        var down = To211(ObjectType.Location, """
            {"country_code":"NL","party_id":"ABC","id":"L","publish":true,"publish_allowed_to":[],"state":"ZH","coordinates":{"latitude":"50.77077","longitude":"-100.1234567"},
             "facilities":["WIFI","TRAM_STOP"],"time_zone":"Europe/Amsterdam","vendor":1,"last_updated":"2025-01-01T00:00:00.999Z"}
            """);

        Assert.Equal(
            """
            {"id":"L","coordinates":{"latitude":"50.770770","longitude":"-100.123457"},"facilities":["WIFI"],"time_zone":"Europe/Amsterdam","last_updated":"2025-01-01T00:00:00Z","type":"UNKNOWN","postal_code":"-"}
            """,
            down.Text());
        Assert.Equal(
            [
                "X-LOC-03 Defaulted /type", "X-LOC-09 Dropped /state", "X-LOC-11 Dropped /facilities/1", "X-LOC-08 Defaulted /postal_code",
                "X-TYP-7 Approximated /coordinates/longitude", "X-GEN-09 Dropped /vendor",
            ],
            down.Rules());
    }

    [Fact]
    public void Location_that_is_not_to_be_published_stays_unless_the_partner_is_trusted()
    {
        const string Hidden = """{"id":"L","publish":false,"time_zone":"Europe/Amsterdam"}""";

        Assert.True(To211(ObjectType.Location, Hidden).IsWithheld);
        Assert.Contains("X-LOC-04 Dropped /publish", To211(ObjectType.Location, Hidden, Context with { DeliverUnpublished = true }).Rules());
    }

    [Fact]
    [Requirement("LOC-139", "LOC-144")]
    public void Opening_times_and_environmental_impacts_are_written_as_211_has_them()
    {
        var down = To211(ObjectType.Location, """
            {"id":"L","publish":true,"opening_times":{"twentyfourseven":true,"regular_hours":[{"weekday":1,"period_begin":"00:00","period_end":"23:59"}]},
             "energy_mix":{"is_green_energy":true,"environ_impact":[{"category":"CARBON_DIOXIDE","amount":1}]}}
            """);

        Assert.Equal("""{"twentyfourseven":true}""", down.At("/opening_times"));
        Assert.Equal("""[{"source":"CARBON_DIOXIDE","amount":1}]""", down.At("/energy_mix/environ_impact"));
    }

    [Fact]
    public void Connector_has_other_names_and_one_tariff()
    {
        var up = From211(ObjectType.Connector, """{"id":"1","voltage":230,"amperage":16,"tariff_id":"T1"}""");
        Assert.Equal("""{"id":"1","max_voltage":230,"max_amperage":16,"tariff_ids":["T1"]}""", up.Text());

        Assert.Equal("""{"id":"1","voltage":230,"amperage":16,"tariff_id":"T1"}""", To211(ObjectType.Connector, up.Text()).Text());
    }

    [Theory]
    [InlineData("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z", "2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z")]
    [InlineData("2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "2025-01-03T00:00:00Z", "2025-01-03T00:00:00Z")]
    [InlineData("2025-01-05T00:00:00Z", "2025-01-01T00:00:00Z", "2025-01-03T00:00:00Z", "2025-01-05T00:00:00Z")]
    [InlineData("2025-01-01T00:00:00.1Z", "2025-01-01T00:00:00.9Z", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z")]
    public void Location_is_not_older_than_its_newest_part(string location, string evse, string connector, string expected)
    {
        var given = $$"""
            {"country_code":"NL","party_id":"ABC","id":"L","publish":true,"parking_type":"ON_STREET","postal_code":"1","evses":[{"uid":"E","connectors":[
             {"id":"1","standard":"CHADEMO","last_updated":"{{connector}}"},{"id":"2","standard":"MCS","last_updated":"2025-09-01T00:00:00Z"}],"last_updated":"{{evse}}"}],
             "time_zone":"Europe/Amsterdam","last_updated":"{{location}}"}
            """;
        var down = To211(ObjectType.Location, given);

        Assert.Equal($"\"{expected}\"", down.At("/last_updated"));
        Assert.Equal(location[..19] != expected[..19], down.Rules().Contains("X-LOC-14 Approximated /last_updated"));
        var back = Busbar.Ocpi.Translation.Translator.Restore(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V22, down.Utf8, down.Residue, Context);
        Assert.Equal(Translations.Canonical(given), Translations.Canonical(back.Text()));
    }

    [Fact]
    public void Direct_current_that_the_power_does_not_allow_is_lowered()
    {
        var down = To211(ObjectType.Connector, """{"id":"1","power_type":"DC","max_voltage":920,"max_amperage":400,"max_electric_power":150000}""");

        Assert.Equal("""{"id":"1","power_type":"DC","voltage":920,"amperage":163}""", down.Text());
        Assert.Equal(["X-CON-02 Approximated /max_amperage", "X-CON-02 Dropped /max_electric_power"], down.Rules());
    }

    [Fact]
    public void Tariff_that_is_valid_now_and_regular_is_the_one_that_211_is_told()
    {
        var store = new Store(
            OcpiVersion.V22,
            ("T1", """{"id":"T1","type":"AD_HOC_PAYMENT","elements":[]}"""),
            ("T2", """{"id":"T2","type":"REGULAR","elements":[]}"""),
            ("T3", """{"id":"T3","type":"REGULAR","start_date_time":"2025-07-01T00:00:00Z","elements":[]}"""),
            ("T4", """{"id":"T4","type":"REGULAR","start_date_time":"2024-07-01T00:00:00Z","min_price":{"excl_vat":5},"elements":[]}"""));
        const string Connector = """{"id":"1","tariff_ids":["T1","T2","T3","T4"]}""";

        Assert.Equal("\"T2\"", To211(ObjectType.Connector, Connector, In(2025, 6)).At("/tariff_id"));
        Assert.Equal("\"T3\"", To211(ObjectType.Connector, Connector, In(2025, 8)).At("/tariff_id"));
        Assert.Null(To211(ObjectType.Connector, Connector).At("/tariff_id"));

        Ocpi.Translation.Common.TranslationContext In(int year, int month) => Context with { Related = store, Moment = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero) };
    }

    [Fact]
    public void Long_id_of_211_is_shortened_the_same_way_every_time_and_comes_back()
    {
        const string Long = "LOCATION-0123456789-0123456789-01234567";
        var up = From211(ObjectType.Location, $$"""{"id":"{{Long}}","time_zone":"Europe/Amsterdam","publish":true}""");
        var id = up.At("/id")!.Trim('"');

        Assert.Equal(36, id.Length);
        Assert.Equal(["X-ID-1 Aliased /id"], up.Rules());
        Assert.Equal($"\"{id}\"", From211(ObjectType.StopSession, "{}").IsWithheld ? null : From211(ObjectType.UnlockConnector, $$"""{"location_id":"{{Long}}"}""").At("/location_id"));
        Assert.Equal($"\"{Long}\"", To211(ObjectType.UnlockConnector, $$"""{"location_id":"{{id}}"}""", Context with { Related = new Store(OcpiVersion.V211, (id, Long)) }).At("/location_id"));
    }

    [Fact]
    public void Evse_whose_start_must_name_the_connector_cannot_be_started_from_22()
    {
        const string Capabilities = "\"capabilities\":[\"REMOTE_START_STOP_CAPABLE\",\"START_SESSION_CONNECTOR_REQUIRED\"]";

        var two = To22(ObjectType.Evse, $$"""{"uid":"E",{{Capabilities}},"connectors":[{"id":"1","standard":"CHADEMO"},{"id":"2","standard":"CHADEMO"}]}""");
        Assert.Equal("[]", two.At("/capabilities"));
        Assert.Equal(["X-EVS-04 Dropped /capabilities/0", "X-EVS-03 Dropped /capabilities/1"], two.Rules());

        var one = To22(ObjectType.Evse, $$"""{"uid":"E",{{Capabilities}},"connectors":[{"id":"1","standard":"CHADEMO"}]}""");
        Assert.Equal("""["REMOTE_START_STOP_CAPABLE"]""", one.At("/capabilities"));
    }

    [Fact]
    public void Connector_of_221_goes_to_22_with_the_nearest_power_or_not_at_all()
    {
        Assert.Equal("\"AC_1_PHASE\"", To22(ObjectType.Connector, """{"id":"1","standard":"CHADEMO","power_type":"AC_2_PHASE_SPLIT"}""").At("/power_type"));
        Assert.True(To22(ObjectType.Connector, """{"id":"1","standard":"NEMA_5_20"}""").IsWithheld);
        Assert.Equal("""["X-TXT-1 Approximated /address"]""", System.Text.Json.JsonSerializer.Serialize(To22(ObjectType.Location, $$"""{"id":"L","address":"{{new string('x', 46)}}"}""").Rules()));
    }

    [Fact]
    [Requirement("TYP-016")]
    public void Text_goes_in_ascii_to_a_partner_that_asks_for_it()
    {
        const string Given = """{"id":"L","publish":true,"name":"Café Größe – 北","postal_code":"1","parking_type":"ON_STREET"}""";

        Assert.Equal("\"Café Größe – 北\"", To211(ObjectType.Location, Given).At("/name"));
        Assert.Equal("\"Cafe Grosse - ?\"", To211(ObjectType.Location, Given, Context with { Ascii = true }).At("/name"));
    }

    [Fact]
    public void Losses_of_every_step_point_into_the_given_document()
    {
        var down = Run(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, """
            {"id":"L","publish":true,"postal_code":"1","parking_type":"ON_STREET","evses":[
              {"uid":"A","connectors":[{"id":"1","standard":"MCS"}]},
              {"uid":"B","capabilities":["X","RFID_READER","CHIP_CARD_SUPPORT"],"connectors":[{"id":"1","standard":"MCS"},{"id":"2","standard":"NEMA_5_20"},{"id":"3","standard":"CHADEMO","max_electric_power":1}]}]}
            """);

        Assert.Equal(
            [
                "X-CON-04 Dropped /evses/0/connectors/0", "X-LOC-13 Dropped /evses/0", "X-CON-04 Dropped /evses/1/connectors/0",
                "X-EVS-03 Dropped /evses/1/capabilities/0", "X-CON-04 Dropped /evses/1/connectors/1",
                "X-CON-02 Dropped /evses/1/connectors/2/max_electric_power", "X-EVS-03 Dropped /evses/1/capabilities/2",
            ],
            down.Rules());
    }
}
