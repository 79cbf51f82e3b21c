using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Putting back what was lost, where nobody changed it meanwhile.</summary>
public sealed class RestoreTests
{
    private const string Location = """
        {"country_code":"NL","party_id":"ABC","id":"L","publish":true,"name":"A","postal_code":"1","parking_type":"ON_DRIVEWAY","help_phone":"+31","evses":[
         {"uid":"E0","connectors":[{"id":"1","standard":"MCS"}]},
         {"uid":"E1","status":"AVAILABLE","capabilities":["RFID_READER","ZOO"],"connectors":[{"id":"1","standard":"CHADEMO","max_voltage":400,"max_electric_power":50000}]}],
         "time_zone":"Europe/Amsterdam","last_updated":"2025-01-01T00:00:00.5Z"}
        """;

    [Fact]
    public void Change_of_one_value_keeps_all_others()
    {
        var (down, residue) = Down();

        var up = Restore(down.Replace("AVAILABLE", "CHARGING", StringComparison.Ordinal), residue);

        Assert.Equal(Translations.Canonical(Location.Replace("AVAILABLE", "CHARGING", StringComparison.Ordinal)), Translations.Canonical(up.Text()));
        Assert.Equal(["X-LOC-03 Dropped /type"], up.Rules());
    }

    [Fact]
    public void Value_that_was_changed_is_not_put_back()
    {
        var (down, residue) = Down();

        var up = Restore(down.Replace("\"OTHER\"", "\"ON_STREET\"", StringComparison.Ordinal).Replace("[\"RFID_READER\"]", "[\"RESERVABLE\"]", StringComparison.Ordinal), residue);

        Assert.Equal("\"ON_STREET\"", up.At("/parking_type"));
        Assert.Equal("""["RESERVABLE","ZOO"]""", up.At("/evses/1/capabilities"));
        Assert.Equal("\"+31\"", up.At("/help_phone"));
        Assert.Equal("\"E0\"", up.At("/evses/0/uid"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"of":"2.3.0","in":"2.2","kept":[{"at":["help_phone"],"value":"+31"}]}""")]
    [InlineData("""{"of":"2.3.0","in":"2.1.1","kept":[{"at":[]},{"at":["evses","E9","status"],"value":1},{}]}""")]
    public void Residue_of_something_else_changes_nothing(string residue)
    {
        var (down, _) = Down();

        Assert.Null(Restore(down, Encoding.UTF8.GetBytes(residue)).At("/help_phone"));
    }

    [Fact]
    public void Document_that_comes_back_by_itself_leaves_no_residue()
    {
        var up = Translations.Up(ObjectType.Session, """{"id":"S","total_cost":{"excl_vat":1.00,"incl_vat":1.21}}""");

        Assert.True(up.Residue.IsEmpty);
    }

    [Fact]
    public void Document_without_a_way_back_is_kept_whole()
    {
        var given = Encoding.UTF8.GetBytes("""{"uid":"TEST1","type":"RFID","contract_id":"C1","country_code":"DE","party_id":"DRV"}""");
        var down = Translator.Translate(ObjectType.Token, OcpiVersion.V230, OcpiVersion.V211, given, TranslationContext.None);

        Assert.Equal(given, Translator.Restore(ObjectType.Token, OcpiVersion.V211, OcpiVersion.V230, down.Utf8, down.Residue).Utf8.ToArray());
        Assert.True(Translator.Restore(ObjectType.Token, OcpiVersion.V211, OcpiVersion.V230, "{\"uid\":\"TEST2\"}"u8.ToArray(), down.Residue).IsWithheld);
    }

    [Theory]
    [InlineData("5.00", """{"before_taxes":5.00}""")]
    [InlineData("4.00", """{"before_taxes":4.00,"taxes":[{"name":"GST","amount":0.20}]}""")]
    public void Taxes_are_put_back_beside_the_amount_they_were_calculated_from_and_no_other(string cost, string expected)
    {
        const string given = """
            {"country_code":"NL","party_id":"ABC","id":"S","location_id":"L","evse_uid":"E","connector_id":"1","cdr_token":{"uid":"U","type":"APP_USER","contract_id":"C","country_code":"DE",
             "party_id":"DRV"},"total_cost":{"before_taxes":4.00,"taxes":[{"name":"GST","amount":0.20}]},"last_updated":"2025-01-01T00:00:00Z"}
            """;
        var down = Steps.Run(ObjectType.Session, OcpiVersion.V230, OcpiVersion.V211, given, SampleContext.Full);

        var up = Translator.Restore(
            ObjectType.Session, OcpiVersion.V211, OcpiVersion.V230,
            Encoding.UTF8.GetBytes(down.Text().Replace("4.00", cost, StringComparison.Ordinal)), down.Residue, SampleContext.Full);

        Assert.Equal(expected, up.At("/total_cost"));
        Assert.Equal("\"APP_USER\"", up.At("/cdr_token/type"));
    }

    [Fact]
    public void Type_of_a_token_is_not_put_back_beside_another_token()
    {
        const string given = """
            {"country_code":"NL","party_id":"ABC","id":"S","location_id":"L","evse_uid":"E","connector_id":"1","cdr_token":{"uid":"U","type":"APP_USER","contract_id":"C1","country_code":"DE",
             "party_id":"DRV"},"last_updated":"2025-01-01T00:00:00Z"}
            """;
        var down = Steps.Run(ObjectType.Session, OcpiVersion.V230, OcpiVersion.V211, given, SampleContext.Full);

        var up = Translator.Restore(
            ObjectType.Session, OcpiVersion.V211, OcpiVersion.V230,
            Encoding.UTF8.GetBytes(down.Text().Replace("\"C1\"", "\"C2\"", StringComparison.Ordinal)), down.Residue, SampleContext.Full);

        Assert.Equal("\"OTHER\"", up.At("/cdr_token/type"));
        Assert.Equal("\"C2\"", up.At("/cdr_token/uid"));
    }

    [Theory]
    [InlineData("0.3", "0.36", "\"YES\"")]
    [InlineData("0.4", "0.4", "\"NO\"")]
    public void Prices_are_told_to_include_taxes_only_while_they_are_those_that_did(string price, string expected, string included)
    {
        const string given = """
            {"country_code":"NL","party_id":"ABC","id":"T","currency":"EUR","tax_included":"YES",
             "elements":[{"price_components":[{"type":"ENERGY","price":0.36,"vat":20,"step_size":1}]}],"last_updated":"2025-01-01T00:00:00Z"}
            """;
        var down = Steps.Run(ObjectType.Tariff, OcpiVersion.V230, OcpiVersion.V211, given);

        var up = Translator.Restore(
            ObjectType.Tariff, OcpiVersion.V211, OcpiVersion.V230,
            Encoding.UTF8.GetBytes(down.Text().Replace(":0.3,", $":{price},", StringComparison.Ordinal)), down.Residue, SampleContext.Full);

        Assert.Equal((expected, included), (up.At("/elements/0/price_components/0/price"), up.At("/tax_included")));
    }

    private static (string Json, ReadOnlyMemory<byte> Residue) Down()
    {
        var down = Steps.Run(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, Location);
        return (down.Text(), down.Residue);
    }

    private static TranslationResult Restore(string json, ReadOnlyMemory<byte> residue) =>
        Translator.Restore(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V230, Encoding.UTF8.GetBytes(json), residue, Steps.Context);
}
