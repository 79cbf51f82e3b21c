using System.Reflection;
using System.Text;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Delivery.Push;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Gateway.Tests.Connections;

public sealed class ProfileTests
{
    [Fact]
    public void Every_setting_of_a_profile_is_shown_and_changed_outside()
    {
        // One value per member that differs from its default. A member without one here, or without a field, is a setting that nobody can set.
        const string Patch = """
            {"token_encoding":"raw","any_scheme":true,"strict":true,"modules":{"cdrs":"off"},"required":["locations/SENDER"],"push":false,"patch":false,
             "concurrency":2,"requests_per_second":1.5,"load_per_second":0.5,"catch_up":"auto","burst":3,"throttle_status":2004,"timeout_seconds":5,"call_timeout_seconds":6,"command_result_timeout_seconds":7,
             "pull_interval_minutes":8,"pull_minutes":{"cdrs":3},"full_pull_hours":4,"removal_grace_hours":5,"page_size":9,"served_page_size":10,"served_per_second":2.5,"served_burst":4,"date_filter":"days","dates":"seconds","ascii":true,"trailing_slash":true,"routing_headers":false,
             "lower_case_headers":true,"cdr_read_back":false,"require_message_ids":true,"require_routing_headers":true,"http_errors":true,"patch_without_time":true,
             "cdrs":"hold","repairs":{"decimals":true},"seen":{"page_limit":50,"no_routing_headers":true}}
            """;
        var errors = new ProfileErrors();
        var changed = ProfileDocument.Apply(new PartnerProfile(), Json(Patch), errors) with { Basis = "x", SendsToken = TokenEncoding.Raw, CdrReading = new CdrReading { Tolerance = 7 } };

        Assert.Empty(errors.All);
        foreach (var property in typeof(PartnerProfile).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Assert.False(Equals(property.GetValue(changed), property.GetValue(new PartnerProfile())), property.Name);
        }

        Assert.Equal(ProfileFields.All.Select(field => field.Name).Order(), ProfileDocument.WriteDepartures(changed).EnumerateObject().Select(member => member.Name).Order());
        var nulls = Json("{" + string.Join(",", ProfileFields.All.Select(field => $"\"{field.Name}\":null")) + "}");
        Assert.Empty(ProfileDocument.WriteDepartures(ProfileDocument.Apply(changed, nulls, errors)).EnumerateObject());
        Assert.Empty(errors.All);
    }

    [Theory]
    [InlineData("""{"page_size":"many"}""", "page_size", "type")]
    [InlineData("""{"page_size":0}""", "page_size", "range")]
    [InlineData("""{"requests_per_second":0}""", "requests_per_second", "range")]
    [InlineData("""{"served_per_second":-1}""", "served_per_second", "range")]
    [InlineData("""{"served_per_second":0.001}""", "served_per_second", "range")]
    [InlineData("""{"served_burst":0}""", "served_burst", "range")]
    [InlineData("""{"dates":"american"}""", "dates", "enum")]
    [InlineData("""{"patch":1}""", "patch", "type")]
    [InlineData("""{"colour":1}""", "colour", "unknown")]
    [InlineData("""{"sends_token":"raw"}""", "sends_token", "fixed")]
    [InlineData("""{"repairs":{"everything":true}}""", "repairs/everything", "unknown")]
    [InlineData("""{"seen":{"page_limit":0}}""", "seen/page_limit", "type")]
    [InlineData("""{"seen":{"moods":true}}""", "seen/moods", "unknown")]
    [InlineData("""{"seen":{"other_dates":"yes"}}""", "seen/other_dates", "type")]
    [InlineData("""{"modules":{"tariffs":7}}""", "modules/tariffs", "enum")]
    [InlineData("""{"pull_minutes":{"cdrs":-1}}""", "pull_minutes/cdrs", "range")]
    [InlineData("""{"pull_minutes":{"cars":1}}""", "pull_minutes/cars", "enum")]
    [InlineData("""[]""", "", "type")]
    public void Setting_that_is_wrong_is_named(string patch, string path, string rule)
    {
        var errors = new ProfileErrors();
        ProfileDocument.Apply(new PartnerProfile(), Json(patch), errors);

        Assert.Equal([(path, rule)], errors.All.Select(error => (error.Path, error.Rule)));
    }

    [Fact]
    public void Profiles_that_come_with_the_gateway_can_be_read_and_depart_only_in_what_they_name()
    {
        Assert.True(ProfileLibrary.All.Count >= 10);
        foreach (var known in ProfileLibrary.All)
        {
            Assert.Equal(
                known.Settings.EnumerateObject().Select(member => member.Name).Append("basis").Order(),
                ProfileDocument.WriteDepartures(known.Profile).EnumerateObject().Select(member => member.Name).Order());
            Assert.True(known.About.Length > 20 && known.Title.Length > 1, known.Name);
        }

        Assert.Equal(1000, ProfileLibrary.Find("ENAPI")!.Profile.PageSize);
        Assert.Equal(ModuleUse.Off, ProfileLibrary.Find("plugsurfing")!.Profile.Modules.Of(ModuleId.ChargingProfiles));
        Assert.Null(ProfileLibrary.Find("nobody"));
    }

    [Theory]
    [InlineData(DateForm.Seconds, "2026-06-01T10:00:00Z")]
    [InlineData(DateForm.Milliseconds, "2026-06-01T10:00:00.250Z")]
    [InlineData(DateForm.Offset, "2026-06-01T10:00:00.250+00:00")]
    public void Dates_and_letters_are_put_into_the_partners_form_and_nothing_else(DateForm form, string expected)
    {
        const string Document = """{ "name": "Straße \u00e9t\u00e9", "at": "2026-06-01T10:00:00.250Z", "day": "2026-06-01", "n": 1.50, "x": ["2026-06-01T10:00:00.250Z"] }""";

        var dates = Text(PartnerForm.Of(new PartnerProfile { Dates = form })!, Document);
        var letters = Text(PartnerForm.Of(new PartnerProfile { Ascii = true })!, Document);

        Assert.Equal(Document.Replace("2026-06-01T10:00:00.250Z", expected, StringComparison.Ordinal), dates);
        Assert.Equal(Document.Replace("Straße \\u00e9t\\u00e9", "Strasse ete", StringComparison.Ordinal), letters);
        Assert.Null(PartnerForm.Of(new PartnerProfile()));
    }

    [Fact]
    public void Status_with_which_a_partner_says_too_many_requests_is_no_refusal()
    {
        var response = new OcpiResponse { Failure = OcpiFailure.OcpiError, HttpStatus = 200, Status = new OcpiStatus(2004) };

        Assert.Equal(AnswerKind.Refused, PartnerLink.Read(response, bodyRequired: false).Kind);
        Assert.Equal(AnswerKind.Throttled, PartnerLink.Read(response, bodyRequired: false, throttleStatus: 2004).Kind);
    }

    private static string Text(Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> form, string document) =>
        Encoding.UTF8.GetString(form(Encoding.UTF8.GetBytes(document)).Span);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
