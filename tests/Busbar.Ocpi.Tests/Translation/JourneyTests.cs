using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using static Busbar.Ocpi.Tests.Translation.Steps;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Single values over several versions, there and back.</summary>
public sealed class JourneyTests
{
    [Fact]
    public void Amount_of_211_is_the_same_amount_in_every_version()
    {
        var canonical = Run(ObjectType.Cdr, OcpiVersion.V211, OcpiVersion.V230, """{"id":"C","auth_id":"C1","total_cost":4.00}""");
        Assert.Equal("""{"before_taxes":4.00}""", canonical.At("/total_cost"));

        var middle = Run(ObjectType.Cdr, OcpiVersion.V230, OcpiVersion.V221, canonical.Text());
        Assert.Equal("""{"excl_vat":4.00}""", middle.At("/total_cost"));
        Assert.Equal("4.00", Run(ObjectType.Cdr, OcpiVersion.V221, OcpiVersion.V211, middle.Text()).At("/total_cost"));
    }

    [Fact]
    public void Kind_of_parking_that_only_211_has_comes_back_to_its_owner()
    {
        var up = Run(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V230, """{"id":"L","type":"OTHER","postal_code":"1","time_zone":"Europe/Berlin"}""");
        Assert.Null(up.At("/parking_type"));

        Assert.Equal("\"UNKNOWN\"", Run(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, up.Text()).At("/type"));
        Assert.Equal("\"OTHER\"", Back(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, up).At("/type"));
    }

    [Fact]
    public void Flat_dimension_of_211_comes_back_to_its_owner()
    {
        var up = Run(ObjectType.Cdr, OcpiVersion.V211, OcpiVersion.V230, """
            {"id":"C","auth_id":"C1","total_cost":1,"charging_periods":[{"start_date_time":"2025-01-01T10:00:00Z","dimensions":[{"type":"FLAT","volume":1},{"type":"ENERGY","volume":10}]}]}
            """);
        Assert.Equal("""[{"type":"ENERGY","volume":10}]""", up.At("/charging_periods/0/dimensions"));

        Assert.Equal(
            """[{"type":"FLAT","volume":1},{"type":"ENERGY","volume":10}]""", Back(ObjectType.Cdr, OcpiVersion.V230, OcpiVersion.V211, up).At("/charging_periods/0/dimensions"));
    }

    [Fact]
    public void Several_taxes_come_back_to_their_owner_while_another_value_changes()
    {
        const string Given = """{"id":"S","kwh":1,"total_cost":{"before_taxes":1.00,"taxes":[{"name":"GST","amount":0.05},{"name":"PST","amount":0.07}]}}""";
        var down = Run(ObjectType.Session, OcpiVersion.V230, OcpiVersion.V221, Given);
        Assert.Equal("""{"excl_vat":1.00,"incl_vat":1.12}""", down.At("/total_cost"));

        var changed = Encoding.UTF8.GetBytes(down.Text().Replace("\"kwh\":1", "\"kwh\":2", StringComparison.Ordinal));
        Assert.Equal(
            Given.Replace("\"kwh\":1", "\"kwh\":2", StringComparison.Ordinal),
            Translator.Restore(ObjectType.Session, OcpiVersion.V221, OcpiVersion.V230, changed, down.Residue).Text());
    }

    [Fact]
    public void Added_period_goes_to_211_with_the_whole_session_and_from_there_alone()
    {
        var store = Context with { Related = new Store(OcpiVersion.V211, ("L", """{"id":"L","type":"OTHER","evses":[{"uid":"E","connectors":[{"id":"1"}]}]}""")) };

        var toOld = Change(OcpiVersion.V221, OcpiVersion.V211, New("1,2"), New("1,2,3"));
        Assert.True(Assert.Single(toOld.Parts).IsWhole);
        Assert.Equal(3, Encoding.UTF8.GetString(toOld.Parts[0].Utf8.Span).Split("dimensions").Length - 1);

        var fromOld = Change(OcpiVersion.V211, OcpiVersion.V221, Old("1,2,3"), Old("1,2,3,4"));
        var patch = Assert.Single(fromOld.Parts);
        Assert.False(patch.IsWhole);
        Assert.Equal($$"""{"charging_periods":[{{Period("4")}}],"last_updated":"2025-01-01T00:00:00Z"}""", Encoding.UTF8.GetString(patch.Utf8.Span));

        Ocpi.Translation.Changes.ChangeTranslation Change(OcpiVersion from, OcpiVersion to, string before, string after) =>
            Translator.TranslateChange(ObjectType.Session, from, to, Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after), store);

        static string Period(string number) => $$"""{"start_date_time":"2025-01-01T0{{number}}:00:00Z","dimensions":[{"type":"ENERGY","volume":{{number}}}]}""";

        static string Periods(string numbers) => string.Join(",", numbers.Split(',').Select(Period));

        static string New(string numbers) => $$"""{"id":"S","location_id":"L","evse_uid":"E","connector_id":"1","charging_periods":[{{Periods(numbers)}}],"last_updated":"2025-01-01T00:00:00Z"}""";

        static string Old(string numbers) => $$"""{"id":"S","location":{"id":"L","evses":[{"uid":"E","connectors":[{"id":"1"}]}]},"charging_periods":[{{Periods(numbers)}}],"last_updated":"2025-01-01T00:00:00Z"}""";
    }

    [Fact]
    public void Text_that_only_the_step_between_would_have_cut_arrives_whole()
    {
        var address = new string('x', 60);

        Assert.Equal($"\"{address}\"", Run(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V230, $$"""{"id":"L","address":"{{address}}"}""").At("/address"));
        Assert.Equal(45 + 2, Run(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, $$"""{"id":"L","publish":true,"address":"{{address}}"}""").At("/address")!.Length);
    }

    [Fact]
    public void Members_nobody_knows_go_up_and_to_221_and_no_further_down()
    {
        const string Given = """{"uid":"TEST1","type":"RFID","contract_id":"C1","vendor":{"a":1.0}}""";

        Assert.Equal("""{"a":1.0}""", Run(ObjectType.Token, OcpiVersion.V230, OcpiVersion.V221, Given).At("/vendor"));
        Assert.Equal("""{"a":1.0}""", Run(ObjectType.Token, OcpiVersion.V22, OcpiVersion.V230, Given).At("/vendor"));
        Assert.Null(Run(ObjectType.Token, OcpiVersion.V230, OcpiVersion.V22, Given).At("/vendor"));
        Assert.Equal("""{"a":1.0}""", Run(ObjectType.Token, OcpiVersion.V230, OcpiVersion.V211, Given, Context with { KeepUnknownMembers = true }).At("/vendor"));
    }

    private static TranslationResult Back(ObjectType type, OcpiVersion from, OcpiVersion to, TranslationResult there) =>
        Translator.Restore(type, from, to, there.Utf8, there.Residue, Context);
}
