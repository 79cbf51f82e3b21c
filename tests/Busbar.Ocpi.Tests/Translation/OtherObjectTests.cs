using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Model;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class OtherObjectTests
{
    [Fact]
    public void Equal_versions_give_the_same_bytes()
    {
        ReadOnlyMemory<byte> given = "not even JSON"u8.ToArray();

        var result = Translator.Translate(ObjectType.Tariff, OcpiVersion.V230, OcpiVersion.V230, given);

        Assert.True(result.Utf8.Equals(given));
    }

    [Theory]
    [InlineData("ChargingPreferences", OcpiVersion.V230, OcpiVersion.V211, "2.1.1")]
    [InlineData("CancelReservation", OcpiVersion.V22, OcpiVersion.V211, "2.1.1")]
    [InlineData("ActiveChargingProfile", OcpiVersion.V221, OcpiVersion.V211, "2.1.1")]
    [InlineData("Terminal", OcpiVersion.V230, OcpiVersion.V22, "2.2.1")]
    [InlineData("InvoiceReconciliationRecord", OcpiVersion.V230, OcpiVersion.V221, "2.2.1")]
    public void Object_that_a_version_does_not_have_is_withheld_with_a_reason(string type, OcpiVersion from, OcpiVersion to, string lacking)
    {
        var result = Translator.Translate(new ObjectType(type), from, to, "{}"u8.ToArray());

        Assert.True(result.IsWithheld);
        Assert.Contains($"OCPI {lacking} has no {type}", result.Withheld, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"id":"1","id":"2"}""")]
    public void Document_that_is_no_object_is_withheld(string json) => Assert.True(Down(ObjectType.Token, json).IsWithheld);

    [Theory]
    [InlineData("Token", """{"uid":"TEST1","type":"\uD800"}""")]
    [InlineData("Token", """{"uid":"\uDC00","type":"EMAID"}""")]
    [InlineData("Session", """{"total_cost":{"before_taxes":79228162514264337593543950335,"taxes":[{"name":"VAT","amount":79228162514264337593543950335}]}}""")]
    public void Document_that_nobody_can_work_with_is_withheld_and_does_no_harm(string type, string json)
    {
        var result = Down(new ObjectType(type), json);

        Assert.True(result.IsWithheld || result.Utf8.Length > 0);
        Assert.DoesNotContain("TEST1", result.Withheld ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Token_types_that_221_does_not_know_become_other()
    {
        var token = Down(ObjectType.Token, """{"uid":"TEST1","type":"EMAID","issuer":"Driver Co"}""");
        var session = Down(ObjectType.Session, """{"id":"S","cdr_token":{"uid":"TEST1","type":"EMAID"}}""");
        var command = Down(ObjectType.StartSession, """{"location_id":"L","token":{"uid":"TEST1","type":"EMAID"}}""");
        var answer = Down(ObjectType.AuthorizationInfo, """{"allowed":"ALLOWED","token":{"uid":"TEST1","type":"EMAID"}}""");

        Assert.Equal("\"OTHER\"", token.At("/type"));
        Assert.Equal("\"OTHER\"", session.At("/cdr_token/type"));
        Assert.Equal("\"OTHER\"", command.At("/token/type"));
        Assert.Equal("\"OTHER\"", answer.At("/token/type"));
        Assert.Equal(
            [
                "X-TOK-03 Approximated /type", "X-SES-04 Approximated /cdr_token/type", "X-TOK-03 Approximated /token/type",
                "X-TOK-03 Approximated /token/type",
            ],
            [.. token.Rules(), .. session.Rules(), .. command.Rules(), .. answer.Rules()]);
    }

    [Theory]
    [InlineData("LocationReferences")]
    [InlineData("ChargingPreferences")]
    [InlineData("StopSession")]
    [InlineData("CancelReservation")]
    [InlineData("UnlockConnector")]
    [InlineData("CommandResponse")]
    [InlineData("CommandResult")]
    public void Objects_without_a_difference_keep_their_bytes(string type)
    {
        const string Given = """{ "result" : "ACCEPTED", "timeout":30 }""";

        Assert.Equal(Given, Up(new ObjectType(type), Given).Text());
        Assert.Equal(Given, Down(new ObjectType(type), Given).Text());
    }

    [Fact]
    public void Cdr_goes_down_with_its_new_connector_and_the_tariffs_that_fit()
    {
        var down = Down(ObjectType.Cdr, Samples.Cdr.Replace(
            "\"currency\":\"EUR\",",
            "\"currency\":\"EUR\",\"tariffs\":[" + Samples.Tariff + "," + Samples.Tariff.Replace("NIGHT_OWL", "REGULAR", StringComparison.Ordinal) + "],\"booking_id\":\"B1\",",
            StringComparison.Ordinal));

        Assert.Equal("\"MCS\"", down.At("/cdr_location/connector_standard"));
        Assert.Equal("""{"excl_vat":2.50}""", down.At("/total_cost"));
        Assert.Equal("10.000", down.At("/total_energy"));
        Assert.Equal("\"REGULAR\"", down.At("/tariffs/0/type"));
        Assert.Equal("""{"excl_vat":0.50}""", down.At("/tariffs/0/min_price"));
        Assert.Null(down.At("/tariffs/1"));
        Assert.Equal(
            [
                "X-CDR-08 Dropped /tariffs/0", "X-TAR-06 Dropped /tariffs/1/elements/0/price_components/0/vat", "X-TAR-06 Dropped /tariffs/1/tax_included",
                "X-CDR-11 Dropped /charging_periods/0/dimensions/1", "X-CDR-15 Dropped /booking_id",
            ],
            down.Rules());
    }

    [Fact]
    public void Cdr_of_221_goes_up_and_comes_back_the_same()
    {
        var given = Samples.CdrV22.Replace("\"currency\":\"EUR\",", "\"currency\":\"EUR\",\"tariffs\":[" + Samples.TariffV22 + "],", StringComparison.Ordinal);

        var up = Up(ObjectType.Cdr, given);

        Assert.Empty(up.Losses);
        Assert.Equal("""{"before_taxes":2.50,"taxes":[{"name":"VAT","amount":0.525}]}""", up.At("/total_energy_cost"));
        Assert.Equal("\"NO\"", up.At("/tariffs/0/tax_included"));
        Assert.Equal(Canonical(given), Canonical(Down(ObjectType.Cdr, up.Text()).Text()));
    }

    [Fact]
    public void Cdr_without_its_amount_is_withheld() =>
        Assert.True(Up(ObjectType.Cdr, """{"id":"C","total_cost":{"incl_vat":3}}""").IsWithheld);

    [Fact]
    [Requirement("CDR-106")]
    public void Signed_values_stay_as_they_are()
    {
        var signed = new string('A', 3000);
        var json = $$$"""{"id":"C","total_cost":{"excl_vat":1},"signed_data":{"encoding_method":"X","signed_values":[{"nature":"Start","plain_data":"1","signed_data":"{{{signed}}}"}]}}""";

        Assert.Equal($"\"{signed}\"", Up(ObjectType.Cdr, json).At("/signed_data/signed_values/0/signed_data"));
    }

    [Theory]
    [InlineData("RESERVATION_EXPIRES")]
    [InlineData("RESERVATION_OVERTIME")]
    [Requirement("BOK-063")]
    public void Hours_of_a_booking_are_known_in_230_and_left_out_below(string dimension)
    {
        var json = $$"""
            {"country_code":"NL","party_id":"ABC","id":"S","start_date_time":"2025-01-01T00:00:00Z","kwh":0,"cdr_token":{"country_code":"DE","party_id":"DRV","uid":"U","type":"RFID","contract_id":"C"},
             "auth_method":"COMMAND","location_id":"L","evse_uid":"E","connector_id":"1","currency":"EUR","charging_periods":[{"start_date_time":"2025-01-01T00:00:00Z","dimensions":[
             {"type":"TIME","volume":1},{"type":"{{dimension}}","volume":0.5}]}],"status":"ACTIVE","last_updated":"2025-01-01T00:00:00Z"}
            """;
        Assert.Empty(Busbar.Ocpi.Wire.Validation.ObjectValidator.Validate(ObjectType.Session, OcpiVersion.V230, System.Text.Encoding.UTF8.GetBytes(json)).Findings);

        var down = Down(ObjectType.Session, json);

        Assert.Equal("""[{"type":"TIME","volume":1}]""", down.At("/charging_periods/0/dimensions"));
        Assert.Equal(["X-CDR-11 Dropped /charging_periods/0/dimensions/1"], down.Rules());
    }

    [Fact]
    public void Period_left_without_a_dimension_gets_no_energy()
    {
        var down = Down(ObjectType.Session, """{"id":"S","charging_periods":[{"start_date_time":"2025-01-01T00:00:00Z","dimensions":[{"type":"RESERVATION_OVERTIME","volume":1}]}]}""");

        Assert.Equal("""[{"type":"ENERGY","volume":0}]""", down.At("/charging_periods/0/dimensions"));
        Assert.Equal(2, down.Losses.Count);
    }
}
