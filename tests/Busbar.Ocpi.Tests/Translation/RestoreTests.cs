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
        Assert.Equal("""["RESERVABLE"]""", up.At("/evses/1/capabilities"));
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

    private static (string Json, ReadOnlyMemory<byte> Residue) Down()
    {
        var down = Steps.Run(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, Location);
        return (down.Text(), down.Residue);
    }

    private static TranslationResult Restore(string json, ReadOnlyMemory<byte> residue) =>
        Translator.Restore(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V230, Encoding.UTF8.GetBytes(json), residue, Steps.Context);
}
