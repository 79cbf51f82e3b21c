using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Patching;

public sealed class MergePatchTests
{
    [Fact]
    [Requirement("LOC-050", "TOK-021", "SES-042", "TRN-054")]
    public void Apply_changes_exactly_the_properties_present() =>
        Assert.Equal(
            """{"uid":"C1","valid":false,"x_own":{"a":1},"last_updated":"2026-02-01T00:00:00Z","language":"nl"}""",
            Apply(
                ObjectType.Token,
                """{"uid":"C1", "valid":true, "x_own":{"a":1}, "last_updated":"2026-01-01T00:00:00Z"}""",
                """{"valid":false,"last_updated":"2026-02-01T00:00:00Z","language":"nl"}"""));

    [Fact]
    public void Apply_null_removes_the_property_and_ignores_it_when_absent() =>
        Assert.Equal("""{"id":"L1"}""", Apply(ObjectType.Location, """{"id":"L1","name":"Old"}""", """{"name":null,"state":null}"""));

    [Fact]
    public void Apply_copies_number_text_exactly() =>
        Assert.Equal(
            """{"kwh":10.50000000000000000000001,"status":"ACTIVE","limit":1.0}""",
            Apply(ObjectType.Session, """{"kwh":0.10,"status":"ACTIVE"}""", """{"kwh":10.50000000000000000000001,"limit":1.0}"""));

    [Fact]
    public void Apply_nested_object_is_replaced_as_a_whole() =>
        Assert.Equal(
            """{"coordinates":{"latitude":"51.00000"}}""",
            Apply(ObjectType.Location, """{"coordinates":{"latitude":"50.00000","longitude":"4.00000"}}""", """{"coordinates":{"latitude":"51.00000"}}"""));

    [Fact]
    [Requirement("LOC-057")]
    public void Apply_tariff_ids_of_a_connector_replace_the_list() =>
        Assert.Equal("""{"id":"1","tariff_ids":["B"]}""", Apply(ObjectType.Connector, """{"id":"1","tariff_ids":["A","C"]}""", """{"tariff_ids":["B"]}"""));

    [Fact]
    public void Apply_evses_are_merged_by_uid_ignoring_case_and_none_is_removed() =>
        Assert.Equal(
            """{"evses":[{"uid":"e1","status":"AVAILABLE"},{"uid":"E2","status":"CHARGING","floor_level":"1"},{"uid":"e3"}]}""",
            Apply(
                ObjectType.Location,
                """{"evses":[{"uid":"e1","status":"AVAILABLE"},{"uid":"e2","status":"AVAILABLE","floor_level":"1"}]}""",
                """{"evses":[{"uid":"E2","status":"CHARGING"},{"uid":"e3"}]}"""));

    [Fact]
    public void Apply_connectors_are_merged_by_id() =>
        Assert.Equal(
            """{"connectors":[{"id":"1","max_voltage":400},{"id":"2"}]}""",
            Apply(ObjectType.Evse, """{"connectors":[{"id":"1","max_voltage":230},{"id":"2"}]}""", """{"connectors":[{"id":"1","max_voltage":400}]}"""));

    [Fact]
    [Requirement("SES-046")]
    public void Apply_charging_periods_are_appended_and_a_known_start_is_replaced() =>
        Assert.Equal(
            """{"charging_periods":[{"start_date_time":"2026-01-01T10:00:00Z","n":1},{"start_date_time":"2026-01-01T11:00:00.000Z","n":3},{"start_date_time":"2026-01-01T12:00:00Z","n":4}]}""",
            Apply(
                ObjectType.Session,
                """{"charging_periods":[{"start_date_time":"2026-01-01T10:00:00Z","n":1},{"start_date_time":"2026-01-01T11:00:00Z","n":2}]}""",
                """{"charging_periods":[{"start_date_time":"2026-01-01T11:00:00.000Z","n":3},{"start_date_time":"2026-01-01T12:00:00Z","n":4}]}"""));

    [Theory]
    [InlineData("""{"status":"ACTIVE"}""")]
    [InlineData("""{"charging_periods":[],"status":"ACTIVE"}""")]
    [InlineData("""{"charging_periods":null,"status":"ACTIVE"}""")]
    [Requirement("SES-047")]
    public void Apply_absent_or_empty_charging_periods_leave_the_list(string patch) =>
        Assert.Equal(
            """{"charging_periods":[{"start_date_time":"2026-01-01T10:00:00Z"}],"status":"ACTIVE"}""",
            Apply(ObjectType.Session, """{"charging_periods":[{"start_date_time":"2026-01-01T10:00:00Z"}],"status":"PENDING"}""", patch));

    [Fact]
    public void Apply_duplicate_names_of_the_stored_text_leave_one() =>
        Assert.Equal("""{"a":3,"b":1}""", Apply(ObjectType.Token, """{"a":1,"a":2,"b":1}""", """{"a":3}"""));

    [Fact]
    [Requirement("CDR-003")]
    public void Apply_to_a_cdr_is_refused() =>
        Assert.Throws<ArgumentException>(() => Apply(ObjectType.Cdr, "{}", "{}"));

    [Fact]
    [Requirement("LOC-058")]
    public void Apply_tariff_id_of_a_connector_of_211_replaces_it() =>
        Assert.Equal(
            """{"id":"1","tariff_id":"15"}""",
            Apply(ObjectType.Connector, """{"id":"1","tariff_id":"14"}""", """{"tariff_id":"15"}""", OcpiVersion.V211));

    [Fact]
    [Requirement("TAR-018")]
    public void Apply_elements_of_a_tariff_of_211_replace_the_list_and_nothing_else() =>
        Assert.Equal(
            """{"id":"T1","currency":"EUR","elements":[{"price_components":[{"type":"TIME","price":2.50,"step_size":300}]}]}""",
            Apply(
                ObjectType.Tariff,
                """{"id":"T1","currency":"EUR","elements":[{"price_components":[{"type":"FLAT","price":1,"step_size":1}]},{"price_components":[]}]}""",
                """{"elements":[{"price_components":[{"type":"TIME","price":2.50,"step_size":300}]}]}""",
                OcpiVersion.V211));

    private static string Apply(ObjectType type, string stored, string patch, OcpiVersion version = OcpiVersion.V221) =>
        Encoding.UTF8.GetString(MergePatch.Apply(type, version, Encoding.UTF8.GetBytes(stored), Encoding.UTF8.GetBytes(patch)));
}
