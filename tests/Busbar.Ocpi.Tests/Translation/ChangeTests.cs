using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>A change as the difference that it makes in the other version.</summary>
public sealed class ChangeTests
{
    private const string Before = """
        {"country_code":"NL","party_id":"ABC","id":"L","publish":true,"name":"A","postal_code":"1","parking_type":"ON_STREET","help_phone":"+31","evses":[
         {"uid":"E1","status":"AVAILABLE","connectors":[{"id":"1","standard":"CHADEMO","max_voltage":400,"tariff_ids":["T1"],"last_updated":"2025-01-01T00:00:00Z"}],"last_updated":"2025-01-01T00:00:00Z"},
         {"uid":"E2","status":"AVAILABLE","floor_level":"1","connectors":[{"id":"1","standard":"CHADEMO"}],"last_updated":"2025-01-01T00:00:00Z"}],
         "last_updated":"2025-01-01T00:00:00Z"}
        """;

    [Fact]
    public void Status_of_one_evse_is_a_patch_of_that_evse() => Assert.Equal(
        ["""PATCH E1/ {"status":"CHARGING","last_updated":"2025-01-02T00:00:00Z"}"""],
        Changed(json => Replace(json, "\"E1\",\"status\":\"AVAILABLE\"", "\"E1\",\"status\":\"CHARGING\"")
            .Replace("\"last_updated\":\"2025-01-01T00:00:00Z\"},\n {\"uid\":\"E2\"", "\"last_updated\":\"2025-01-02T00:00:00Z\"},\n {\"uid\":\"E2\"", StringComparison.Ordinal)));

    [Fact]
    public void What_the_version_does_not_have_is_no_change_but_of_the_time() => Assert.Equal(
        ["""PATCH / {"last_updated":"2025-01-02T00:00:00Z"}"""],
        Changed(json => Later(Replace(json, "+31", "+32"))));

    [Fact]
    public void Nothing_that_changes_is_nothing_to_send() => Assert.Empty(Changed(json => Replace(json, "+31", "+32")));

    [Fact]
    public void Changed_connector_is_a_patch_of_it_with_its_name_in_that_version() => Assert.Equal(
        ["""PATCH E1/1 {"voltage":500,"last_updated":"2025-01-01T00:00:00Z"}"""],
        Changed(json => Replace(json, "\"max_voltage\":400", "\"max_voltage\":500")));

    [Fact]
    public void Members_and_evses_that_change_together_are_told_one_by_one() => Assert.Equal(
        ["""PATCH / {"name":"B","last_updated":"2025-01-02T00:00:00Z"}""", """PATCH E2/ {"floor_level":"2","last_updated":"2025-01-01T00:00:00Z"}"""],
        Changed(json => Later(Replace(Replace(json, "\"name\":\"A\"", "\"name\":\"B\""), "\"floor_level\":\"1\"", "\"floor_level\":\"2\""))));

    [Fact]
    public void Member_that_disappears_needs_the_smallest_whole_part() => Assert.Equal(
        ["""PUT E2/ {"uid":"E2","status":"AVAILABLE","connectors":[{"id":"1","standard":"CHADEMO"}],"last_updated":"2025-01-01T00:00:00Z"}"""],
        Changed(json => Replace(json, "\"floor_level\":\"1\",", "")));

    [Fact]
    public void Evse_that_disappears_needs_the_whole_location() => Assert.StartsWith(
        "PUT / {\"id\":\"L\"",
        Assert.Single(Changed(json => json[..json.IndexOf(",\n {\"uid\":\"E2\"", StringComparison.Ordinal)] + "],\"last_updated\":\"2025-01-01T00:00:00Z\"}")),
        StringComparison.Ordinal);

    [Fact]
    public void Object_nobody_knows_yet_is_sent_whole()
    {
        var change = Translator.TranslateChange(ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, null, Encoding.UTF8.GetBytes(Before), Steps.Context);

        Assert.True(Assert.Single(change.Parts).IsWhole);
    }

    [Fact]
    public void Object_that_loses_its_form_has_nothing_to_send_and_a_reason()
    {
        var change = Translator.TranslateChange(
            ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, Encoding.UTF8.GetBytes(Before),
            Encoding.UTF8.GetBytes(Replace(Before, "\"publish\":true", "\"publish\":false")), Steps.Context);

        Assert.True(change.After.IsWithheld);
        Assert.Empty(change.Parts);
    }

    [Fact]
    [Requirement("SES-049")]
    public void New_periods_of_a_session_are_sent_alone_and_changed_ones_with_the_whole_session()
    {
        const string First = """{"start_date_time":"2025-01-01T10:00:00Z","dimensions":[{"type":"ENERGY","volume":1}]}""";
        const string Second = """{"start_date_time":"2025-01-01T11:00:00Z","dimensions":[{"type":"ENERGY","volume":2}]}""";

        Assert.Equal([$$"""PATCH / {"charging_periods":[{{Second}}],"last_updated":"2025-01-01T12:00:00Z"}"""], Session($"[{First}]", $"[{First},{Second}]"));
        Assert.StartsWith("PUT / ", Assert.Single(Session($"[{First}]", $"[{First.Replace("\"volume\":1", "\"volume\":3", StringComparison.Ordinal)}]")), StringComparison.Ordinal);

        static IEnumerable<string> Session(string before, string after) => Parts(Translator.TranslateChange(
            ObjectType.Session, OcpiVersion.V230, OcpiVersion.V221, Of(before, "2025-01-01T10:30:00Z"), Of(after, "2025-01-01T12:00:00Z")));

        static byte[] Of(string periods, string updated) => Encoding.UTF8.GetBytes($$"""{"id":"S","kwh":1,"charging_periods":{{periods}},"last_updated":"{{updated}}"}""");
    }

    private static IEnumerable<string> Changed(Func<string, string> change) => Parts(Translator.TranslateChange(
        ObjectType.Location, OcpiVersion.V230, OcpiVersion.V211, Encoding.UTF8.GetBytes(Before), Encoding.UTF8.GetBytes(change(Before)), Steps.Context));

    private static IEnumerable<string> Parts(Ocpi.Translation.Changes.ChangeTranslation change) =>
        change.Parts.Select(part => $"{(part.IsWhole ? "PUT" : "PATCH")} {part.EvseUid}/{part.ConnectorId} {Encoding.UTF8.GetString(part.Utf8.Span)}");

    private static string Later(string json) => json[..json.LastIndexOf("2025-01-01", StringComparison.Ordinal)] + "2025-01-02T00:00:00Z\"}";

    private static string Replace(string json, string old, string now)
    {
        Assert.Contains(old, json, StringComparison.Ordinal);
        return json.Replace(old, now, StringComparison.Ordinal);
    }
}
