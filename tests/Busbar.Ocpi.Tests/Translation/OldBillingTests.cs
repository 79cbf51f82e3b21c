using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Steps;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Tariffs, sessions and CDRs between 2.1.1 and 2.2, and between 2.2 and 2.2.1.</summary>
public sealed class OldBillingTests
{
    private const string Location = """
        {"country_code":"NL","party_id":"ABC","id":"L1","publish":false,"name":"Kade","address":"Kade 1","city":"Delft","country":"NLD",
         "coordinates":{"latitude":"52.01100","longitude":"4.35710"},"operator":{"name":"ABC"},"evses":[
          {"uid":"E1","status":"AVAILABLE","connectors":[{"id":"1","standard":"CHADEMO","max_voltage":500,"max_amperage":125}]},
          {"uid":"E2","status":"CHARGING","connectors":[{"id":"1","standard":"MCS","max_voltage":900,"max_amperage":500},{"id":"2","standard":"CHADEMO"}]}],
         "time_zone":"Europe/Amsterdam","last_updated":"2025-01-01T00:00:00Z"}
        """;

    [Theory]
    [InlineData("\"type\":\"AD_HOC_PAYMENT\",", "some sessions only")]
    [InlineData("\"min_price\":{\"excl_vat\":0.5},", "minimum price")]
    [InlineData("\"max_price\":{\"excl_vat\":50},", "maximum price")]
    [InlineData("\"start_date_time\":\"2026-01-01T00:00:00Z\",", "not valid yet")]
    [InlineData("\"end_date_time\":\"2025-01-01T00:00:00Z\",", "no longer valid")]
    public void Tariff_whose_price_would_be_another_one_stays_and_says_why(string member, string reason)
    {
        var down = To211(
            ObjectType.Tariff, $$"""{"id":"T",{{member}}"elements":[{"price_components":[{"type":"ENERGY","price":0.25,"step_size":1}]}]}""",
            Context with { Moment = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.Contains(reason, down.Withheld, StringComparison.Ordinal);
    }

    [Fact]
    public void Tariff_restricted_to_a_current_stays() => Assert.Contains(
        "depends on the current",
        To211(ObjectType.Tariff, """{"id":"T","elements":[{"price_components":[],"restrictions":{"max_current":16}},{"price_components":[]}]}""").Withheld,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\"min_current\":16,\"max_current\":32.5", "{\"min_power\":3.68,\"max_power\":7.475}")]
    [InlineData("\"max_current\":32,\"max_power\":5.0", "{\"max_power\":5}")]
    [InlineData("\"min_power\":1,\"min_current\":10,\"day_of_week\":[\"MONDAY\"]", "{\"min_power\":2.3,\"day_of_week\":[\"MONDAY\"]}")]
    public void Current_is_a_power_where_every_connector_with_the_tariff_has_the_same_voltage(string restrictions, string expected)
    {
        var given = $$$"""{"id":"T","country_code":"NL","party_id":"ABC","elements":[{"price_components":[],"restrictions":{{{{restrictions}}}}}]}""";
        var context = Context with { Related = new Store(OcpiVersion.V22) { Volts = 230 } };

        var down = To211(ObjectType.Tariff, given, context);

        Assert.Equal(expected, down.At("/elements/0/restrictions"));
        Assert.All(down.Losses, loss => Assert.True(loss is { Rule: "X-TAR-15", PriceRelevant: true } && loss.Path.EndsWith("_current", StringComparison.Ordinal)));
        var back = Busbar.Ocpi.Translation.Translator.Restore(ObjectType.Tariff, OcpiVersion.V211, OcpiVersion.V22, down.Utf8, down.Residue, context);
        Assert.Equal(Translations.Canonical(given), Translations.Canonical(back.Text()));
    }

    [Fact]
    public void First_matching_element_prices_everything_for_who_takes_the_text_at_its_word()
    {
        const string Given = """
            {"id":"T","elements":[{"price_components":[{"type":"FLAT","price":1,"step_size":1}]},
             {"price_components":[{"type":"TIME","price":2,"step_size":60}],"restrictions":{"max_kwh":10}},{"price_components":[{"type":"TIME","price":3,"step_size":60},{"type":"ENERGY","price":0.2,"step_size":1}]}]}
            """;
        var literal = Context with { FirstElementCounts = true };

        var up = From211(ObjectType.Tariff, Given, literal);

        Assert.Equal(
            """[{"type":"FLAT","price":1,"step_size":1},{"type":"ENERGY","price":0,"step_size":1},{"type":"TIME","price":0,"step_size":1}]""", up.At("/elements/0/price_components"));
        Assert.Equal("""[{"type":"TIME","price":2,"step_size":60},{"type":"ENERGY","price":0,"step_size":1}]""", up.At("/elements/1/price_components"));
        Assert.Equal(["X-TAR-12 Defaulted /elements/1/price_components", "X-TAR-12 Defaulted /elements/0/price_components"], up.Rules());
        var back = Busbar.Ocpi.Translation.Translator.Restore(ObjectType.Tariff, OcpiVersion.V22, OcpiVersion.V211, up.Utf8, up.Residue, literal);
        Assert.Equal(Translations.Canonical(Given), Translations.Canonical(back.Text()));
        Assert.Empty(From211(ObjectType.Tariff, Given).Rules());
    }

    [Fact]
    public void Tariff_of_reservations_loses_their_price_with_its_restriction()
    {
        const string Reservation = """{"price_components":[{"type":"TIME","price":5,"step_size":1}],"restrictions":{"reservation":"RESERVATION"}}""";
        var down = To211(ObjectType.Tariff, $$"""{"id":"T","type":"REGULAR","elements":[{{Reservation}},{"price_components":[{"type":"ENERGY","price":0.250,"vat":21,"step_size":1}]}]}""");

        Assert.Equal("""{"id":"T","elements":[{"price_components":[{"type":"ENERGY","price":0.250,"step_size":1}]}]}""", down.Text());
        Assert.Equal(["X-TAR-02 Dropped /type", "X-TAR-13 Dropped /elements/0", "X-TAR-04 Dropped /elements/1/price_components/0/vat"], down.Rules());
        Assert.Equal([false, true, true], down.Losses.Select(loss => loss.PriceRelevant));
        Assert.True(To211(ObjectType.Tariff, $$"""{"id":"T","elements":[{{Reservation}}]}""").IsWithheld);
    }

    [Fact]
    public void Least_price_is_announced_where_that_was_agreed_and_one_of_nothing_limits_nothing()
    {
        const string Tariff = """{"id":"T","currency":"EUR","min_price":{"excl_vat":0.50},"elements":[]}""";

        var announced = To211(ObjectType.Tariff, Tariff, Context with { AnnouncePriceLimits = true });
        Assert.Contains("minimum price of 0.50 EUR", announced.At("/tariff_alt_text/0/text"), StringComparison.Ordinal);
        Assert.Equal(["X-TAR-07 Dropped /min_price"], announced.Rules());
        Assert.Empty(To211(ObjectType.Tariff, Tariff.Replace("0.50", "0.00", StringComparison.Ordinal)).Losses);
    }

    [Fact]
    public void Session_of_211_names_its_location_and_its_token()
    {
        var up = From211(ObjectType.Session, """
            {"id":"S","start_datetime":"2025-01-01T10:00:00Z","kwh":1.50,"auth_id":"DE-DRV-C1","auth_method":"AUTH_REQUEST","location":{"id":"L1","evses":[
              {"uid":"E1","status":"AVAILABLE","connectors":[{"id":"1"}]},{"uid":"E2","status":"CHARGING","connectors":[{"id":"2"}]}]},
             "currency":"EUR","total_cost":1.20,"status":"ACTIVE","last_updated":"2025-01-01T10:05:00Z"}
            """);

        Assert.Equal("""{"uid":"DE-DRV-C1","type":"OTHER","contract_id":"DE-DRV-C1"}""", up.At("/cdr_token"));
        Assert.Equal("\"L1\" \"E2\" \"2\"", $"{up.At("/location_id")} {up.At("/evse_uid")} {up.At("/connector_id")}");
        Assert.Equal("""{"excl_vat":1.20}""", up.At("/total_cost"));
        Assert.Equal("\"2025-01-01T10:00:00Z\"", up.At("/start_date_time"));
        Assert.Equal(["X-SES-04 Defaulted /auth_id", "X-SES-07 Dropped /location"], up.Rules());
    }

    [Theory]
    [InlineData("uid", "DE-DRV-C1")]
    [InlineData("contract", "DE-DRV-C1")]
    public void Token_that_is_known_stands_for_the_contract(string _, string key)
    {
        var store = new Store(OcpiVersion.V230, (key, """{"country_code":"DE","party_id":"DRV","uid":"TEST7","type":"EMAID","contract_id":"DE-DRV-C1"}"""));

        var up = Run(ObjectType.Session, OcpiVersion.V211, OcpiVersion.V230, """{"id":"S","auth_id":"DE-DRV-C1"}""", Context with { Related = store });

        Assert.Equal("""{"uid":"TEST7","type":"OTHER","contract_id":"DE-DRV-C1","country_code":"DE","party_id":"DRV"}""", up.At("/cdr_token"));
    }

    [Fact]
    [Requirement("SES-060", "SES-062", "SES-072", "TYP-013")]
    public void Session_goes_to_211_with_the_evse_and_connector_it_is_at_whatever_their_standard()
    {
        var down = Run(ObjectType.Session, OcpiVersion.V221, OcpiVersion.V211, """
            {"country_code":"NL","party_id":"ABC","id":"S","start_date_time":"2025-01-01T10:00:00Z","cdr_token":{"uid":"TEST1","type":"RFID","contract_id":"C1"},
             "auth_method":"COMMAND","location_id":"L1","evse_uid":"E2","connector_id":"1","status":"RESERVATION","total_cost":{"excl_vat":1,"incl_vat":1.21}}
            """, Context with { Related = new Store(OcpiVersion.V230, ("L1", Location)) });

        Assert.Equal("\"E2\"", down.At("/location/evses/0/uid"));
        Assert.Null(down.At("/location/evses/1"));
        Assert.Equal("\"MCS\"", down.At("/location/evses/0/connectors/0/standard"));
        Assert.Null(down.At("/location/evses/0/connectors/1"));
        Assert.Equal("\"PENDING\" \"AUTH_REQUEST\" \"C1\" 1", $"{down.At("/status")} {down.At("/auth_method")} {down.At("/auth_id")} {down.At("/total_cost")}");
        Assert.Equal(
            [
                "X-SES-04 Dropped /cdr_token", "X-SES-06 Approximated /auth_method", "X-SES-09 Approximated /status", "X-TYP-4 Dropped /total_cost/incl_vat",
            ],
            down.Rules());
    }

    [Theory]
    [Requirement("CDR-040", "CDR-076")]
    [InlineData("C1", "C1")]
    [InlineData("0123456789-0123456789-0123456789-012345", "0123456789-0123456789-012~")]
    public void Cdr_for_211_has_an_id_and_an_authorization_that_fit(string id, string expected)
    {
        var down = To211(ObjectType.Cdr, $$"""{"id":"{{id}}","auth_method":"COMMAND","total_cost":{"excl_vat":1} }""");

        Assert.StartsWith($"\"{expected}", down.At("/id"), StringComparison.Ordinal);
        Assert.True(down.At("/id")!.Length <= 36 + 2);
        Assert.Equal("\"AUTH_REQUEST\"", down.At("/auth_method"));
    }

    [Fact]
    public void Session_whose_location_is_not_known_waits() =>
        Assert.Contains("holds its location", To211(ObjectType.Session, """{"id":"S","location_id":"L9"}""").Withheld, StringComparison.Ordinal);

    [Fact]
    public void Energy_of_a_session_in_211_is_import_less_export()
    {
        var down = To211(
            ObjectType.Session,
            """{"id":"S","location_id":"L1","evse_uid":"#NA","charging_periods":[{"dimensions":[{"type":"ENERGY_IMPORT","volume":10.5},{"type":"ENERGY_EXPORT","volume":2.25}]}]}""",
            Context with { Related = new Store(OcpiVersion.V230, ("L1", Location)) });

        Assert.Equal("""[{"type":"ENERGY","volume":8.25}]""", down.At("/charging_periods/0/dimensions"));
        Assert.Null(down.At("/location/evses"));
    }

    [Fact]
    public void Cdr_of_211_says_where_it_was_and_loses_flat()
    {
        var up = From211(ObjectType.Cdr, """
            {"id":"C","start_date_time":"2025-01-01T10:00:00Z","stop_date_time":"2025-01-01T11:00:00Z","auth_id":"C1","location":{"id":"L1","address":"Kade 1","postal_code":"-",
              "evses":[{"uid":"E1","connectors":[{"id":"1","standard":"CHADEMO","format":"CABLE","power_type":"DC"}]}]},"tariffs":[{"id":"T1","elements":[]}],
             "charging_periods":[{"dimensions":[{"type":"FLAT","volume":1},{"type":"ENERGY","volume":10}]},{"dimensions":[{"type":"FLAT","volume":1}]}],"total_cost":"4.00"}
            """);

        Assert.Equal(
            """
            {"id":"L1","address":"Kade 1","postal_code":"#NA","evse_uid":"E1","connector_id":"1","connector_standard":"CHADEMO","connector_format":"CABLE","connector_power_type":"DC","evse_id":"#NA"}
            """,
            up.At("/cdr_location"));
        Assert.Equal("""[{"dimensions":[{"type":"ENERGY","volume":10}],"tariff_id":"T1"},{"dimensions":[{"type":"ENERGY","volume":0}],"tariff_id":"T1"}]""", up.At("/charging_periods"));
        Assert.Equal("""{"excl_vat":4.00}""", up.At("/total_cost"));
        Assert.Equal("\"NL\"", up.At("/tariffs/0/country_code"));
        Assert.Contains("X-CDR-10 Dropped /charging_periods/0/dimensions/0", up.Rules());
    }

    [Fact]
    [Requirement("CDR-048", "CDR-056", "CDR-080", "CDR-100")]
    public void Cdr_goes_to_211_with_its_own_place_and_what_is_stored_of_it()
    {
        var down = To211(ObjectType.Cdr, """
            {"country_code":"NL","party_id":"ABC","id":"C","end_date_time":"2025-01-01T11:00:00Z","session_id":"S","cdr_token":{"uid":"TEST1","type":"RFID","contract_id":"C1"},
             "cdr_location":{"id":"L1","address":"Old street 1","evse_uid":"E1","evse_id":"NL*ABC*E1","connector_id":"1","connector_standard":"GBT_DC"},
             "tariffs":[{"id":"T1","elements":[{"price_components":[{"type":"FLAT","price":1,"step_size":1}]}]},{"id":"T2","type":"PROFILE_FAST","elements":[]}],
             "charging_periods":[{"dimensions":[{"type":"ENERGY","volume":10},{"type":"STATE_OF_CHARGE","volume":80}],"tariff_id":"T1"}],
             "total_cost":{"excl_vat":4.00,"incl_vat":4.84},"total_fixed_cost":{"excl_vat":1.00},"last_updated":"2025-01-01T11:00:01Z"}
            """, Context with { Related = new Store(OcpiVersion.V230, ("L1", Location)) });

        Assert.Equal(
            """
            {"id":"L1","address":"Old street 1","postal_code":"-","type":"UNKNOWN","operator":{"name":"ABC"},"time_zone":"Europe/Amsterdam","evses":[{"uid":"E1","evse_id":"NL*ABC*E1","status":"UNKNOWN","connectors":[{"id":"1","standard":"GBT_DC","voltage":500,"amperage":125,"tariff_id":"T1","last_updated":"2025-01-01T11:00:01Z"}],"last_updated":"2025-01-01T11:00:01Z"}],"last_updated":"2025-01-01T11:00:01Z"}
            """,
            down.At("/location"));
        Assert.Equal("""[{"dimensions":[{"type":"ENERGY","volume":10},{"type":"FLAT","volume":1}]}]""", down.At("/charging_periods"));
        Assert.Equal("4.00", down.At("/total_cost"));
        Assert.Null(down.At("/tariffs/1"));
        Assert.Contains("X-CDR-08 Dropped /tariffs/1", down.Rules());
        Assert.Contains("X-CDR-09 Dropped /total_fixed_cost", down.Rules());
    }

    [Theory]
    [InlineData("\"tariff_id\":\"T2\"", "\"T2\"")]
    [InlineData("\"tariff_id\":\"T9\"", null)]
    [InlineData("\"x\":1", null)]
    public void Of_several_tariffs_in_a_cdr_that_of_the_connector_applies(string connector, string? expected)
    {
        var up = From211(ObjectType.Cdr, $$"""
            {"id":"C","location":{"evses":[{"uid":"E","connectors":[{"id":"1",{{connector}}}]}]},"tariffs":[{"id":"T1","elements":[]},{"id":"T2","elements":[]}],
             "charging_periods":[{"dimensions":[{"type":"ENERGY","volume":10}]}],"total_cost":1}
            """);

        Assert.Equal(expected, up.At("/charging_periods/0/tariff_id"));
        Assert.Equal(expected is null, up.Rules().Contains("X-CDR-10 Approximated /charging_periods"));
    }

    [Fact]
    [Requirement("CDR-014")]
    public void Credit_cdr_has_no_form_in_211_and_goes_to_every_other_version()
    {
        const string Credit = """{"id":"C-C","credit":true,"credit_reference_id":"C","total_cost":{"excl_vat":-4.00},"cdr_token":{"contract_id":"C1"},"cdr_location":{"postal_code":"1"}}""";

        Assert.Contains("takes back", To211(ObjectType.Cdr, Credit).Withheld, StringComparison.Ordinal);
        Assert.Equal("true", From22(ObjectType.Cdr, Credit).At("/credit"));
        Assert.Equal("""{"before_taxes":-4.00}""", Run(ObjectType.Cdr, OcpiVersion.V22, OcpiVersion.V230, Credit).At("/total_cost"));
    }

    [Fact]
    public void Cdr_token_gets_its_owner_from_the_gateway_or_from_the_contract()
    {
        const string Cdr = """{"id":"C","cdr_token":{"uid":"TEST1","type":"RFID","contract_id":"NL-TNM-C12345678-X"}}""";

        Assert.Equal("\"DE\"", From22(ObjectType.Cdr, Cdr).At("/cdr_token/country_code"));
        Assert.Equal("\"TNM\"", From22(ObjectType.Cdr, Cdr, new()).At("/cdr_token/party_id"));
        Assert.True(From22(ObjectType.Cdr, Cdr.Replace("NL-TNM-C12345678-X", "123", StringComparison.Ordinal), new()).IsWithheld);
        Assert.Null(To22(ObjectType.Cdr, """{"id":"C","cdr_token":{"country_code":"DE","party_id":"DRV","uid":"TEST1"}}""").At("/cdr_token/party_id"));
    }
}
