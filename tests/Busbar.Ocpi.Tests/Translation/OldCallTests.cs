using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Steps;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>Tokens, authorizations, commands and credentials between 2.1.1 and 2.2, and between 2.2 and 2.2.1.</summary>
public sealed class OldCallTests
{
    [Fact]
    [Requirement("TOK-057")]
    public void Token_changes_its_contract_and_its_type()
    {
        var down = To211(ObjectType.Token, """{"country_code":"NL","party_id":"ABC","uid":"TEST1","type":"APP_USER","contract_id":"C1","group_id":"G","language":"nl"}""");
        Assert.Equal("""{"uid":"TEST1","type":"OTHER","auth_id":"C1","language":"nl"}""", down.Text());
        Assert.Equal(["X-TOK-05 Dropped /group_id", "X-TOK-03 Approximated /type"], down.Rules());

        Assert.Equal(
            """{"uid":"TEST1","type":"OTHER","contract_id":"C1","language":"nl","country_code":"NL","party_id":"ABC"}""", From211(ObjectType.Token, down.Text()).Text());
    }

    [Fact]
    [Requirement("TOK-069")]
    public void Answer_of_211_gets_the_token_that_was_asked_for()
    {
        var context = Context with { RequestedToken = new RequestedToken("TEST1", TokenType.AppUser), Issuer = "Driver Co" };

        var up = From211(ObjectType.AuthorizationInfo, """{"allowed":"ALLOWED","location":{"location_id":"L","connector_ids":["1"]}}""", context);
        Assert.Equal(
            """
            {"country_code":"DE","party_id":"DRV","uid":"TEST1","type":"APP_USER","contract_id":"TEST1","issuer":"Driver Co","valid":true,"whitelist":"NEVER","last_updated":"1970-01-01T00:00:00Z"}
            """,
            up.At("/token"));
        Assert.Equal(["X-AUT-1 Dropped /location/connector_ids", "X-AUT-4 Defaulted /token"], up.Rules());

        var known = new Store(OcpiVersion.V211, ("TEST1", """{"uid":"TEST1","type":"RFID","auth_id":"C7"}"""));
        Assert.Equal("\"C7\"", From211(ObjectType.AuthorizationInfo, """{"allowed":"BLOCKED"}""", context with { Related = known }).At("/token/contract_id"));
        Assert.True(From211(ObjectType.AuthorizationInfo, """{"allowed":"BLOCKED"}""").IsWithheld);
    }

    [Fact]
    public void Answer_to_211_repeats_no_token() =>
        Assert.Equal("""{"allowed":"ALLOWED"}""", To211(ObjectType.AuthorizationInfo, """{"allowed":"ALLOWED","token":{"uid":"TEST1"},"authorization_reference":"R"}""").Text());

    [Fact]
    public void Reservation_has_a_number_in_211_always_the_same()
    {
        var down = To211(ObjectType.ReserveNow, """{"reservation_id":"R-1","location_id":"L","token":{"uid":"TEST1","contract_id":"C1","country_code":"DE","party_id":"DRV"}}""");
        var number = int.Parse(down.At("/reservation_id")!, System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(number > 0);
        Assert.Equal(down.At("/reservation_id"), To211(ObjectType.ReserveNow, """{"reservation_id":"r-1"}""").At("/reservation_id"));
        Assert.Equal("42", To211(ObjectType.ReserveNow, """{"reservation_id":"42"}""").At("/reservation_id"));
        Assert.Equal("7", To211(ObjectType.ReserveNow, """{"reservation_id":"R-1"}""", Context with { ReservationNumber = _ => 7 }).At("/reservation_id"));
        Assert.Equal("\"42\"", From211(ObjectType.ReserveNow, """{"reservation_id":42}""").At("/reservation_id"));
        Assert.Equal("""{"uid":"TEST1","auth_id":"C1"}""", down.At("/token"));
    }

    [Fact]
    public void Start_to_22_cannot_name_the_connector()
    {
        var down = To22(ObjectType.StartSession, """{"location_id":"L","evse_uid":"E","connector_id":"1"}""");

        Assert.Equal("""{"location_id":"L","evse_uid":"E"}""", down.Text());
        Assert.Equal(["CORE-2.7 Dropped /connector_id"], down.Rules());
    }

    [Theory]
    [Requirement("CMD-007", "CMD-022")]
    [InlineData("""{"result":"ACCEPTED"}""", """{"result":"ACCEPTED","timeout":60}""")]
    [InlineData("""{"result":"TIMEOUT"}""", """{"result":"ACCEPTED","timeout":60}""")]
    [InlineData("\"REJECTED\"", """{"result":"REJECTED","timeout":60}""")]
    public void First_answer_of_211_gets_a_time_limit(string given, string expected) => Assert.Equal(expected, From211(ObjectType.CommandResponse, given).Text());

    [Theory]
    [Requirement("CMD-015")]
    [InlineData("""{"result":"ACCEPTED"}""", """{"result":"ACCEPTED"}""")]
    [InlineData("""{"result":"UNKNOWN_SESSION"}""", """{"result":"FAILED","message":[{"language":"en","text":"unknown session"}]}""")]
    [InlineData("\"TIMEOUT\"", """{"result":"TIMEOUT"}""")]
    public void Result_of_211_has_the_words_of_later_versions(string given, string expected) => Assert.Equal(expected, From211(ObjectType.CommandResult, given).Text());

    [Theory]
    [InlineData("EVSE_OCCUPIED", "REJECTED")]
    [InlineData("UNKNOWN_RESERVATION", "REJECTED")]
    [InlineData("NOT_SUPPORTED", "NOT_SUPPORTED")]
    public void Result_to_211_loses_its_finer_reasons(string given, string expected) => Assert.Equal(
        $$"""{"result":"{{expected}}"}""", To211(ObjectType.CommandResult, $$"""{"result":"{{given}}","message":[{"language":"en","text":"x"}]}""").Text());

    [Fact]
    public void Cancellation_by_the_operator_has_no_word_in_211() => Assert.True(To211(ObjectType.CommandResult, """{"result":"CANCELED_RESERVATION"}""").IsWithheld);

    [Fact]
    public void Credentials_of_211_are_those_of_one_party()
    {
        const string Old = """{"token":"TEST","url":"https://a.example","business_details":{"name":"A"},"party_id":"ABC","country_code":"NL"}""";

        var up = From211(ObjectType.Credentials, Old, Context with { Role = Role.Emsp });
        Assert.Equal("""{"token":"TEST","url":"https://a.example","roles":[{"role":"EMSP","business_details":{"name":"A"},"party_id":"ABC","country_code":"NL"}]}""", up.Text());
        Assert.Equal(Old, To211(ObjectType.Credentials, up.Text()).Text());
    }

    [Fact]
    public void Credentials_of_several_parties_go_to_211_as_those_of_the_one_that_is_meant()
    {
        const string Two = """{"roles":[{"role":"CPO","party_id":"ABC","country_code":"NL"},{"role":"EMSP","party_id":"DEF","country_code":"NL"}]}""";

        Assert.Equal("\"DEF\"", To211(ObjectType.Credentials, Two, new() { Owner = new PartyId("nl", "def") }).At("/party_id"));
        Assert.True(To211(ObjectType.Credentials, Two, new()).IsWithheld);
    }

    [Fact]
    public void Patches_go_by_the_same_rules_and_add_nothing()
    {
        Assert.Equal("""{"parking_type":"ON_STREET","last_updated":"2025-01-01T00:00:00Z"}""", PatchUp("""{"type":"ON_STREET","last_updated":"2025-01-01T00:00:00Z"}""").Text());
        Assert.True(PatchUp("""{"time_zone":"Europe/Berlin"}""").IsWithheld);
        Assert.Equal(
            """{"time_zone":"Europe/Berlin","last_updated":"2025-01-02T03:04:05Z"}""",
            Patch(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V230, """{"time_zone":"Europe/Berlin"}""", Context with { Moment = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero) }).Text());
        Assert.True(PatchUp("""{"type":"OTHER"}""").IsWithheld);
        Assert.Equal("""{"voltage":400}""", Patch(ObjectType.Connector, OcpiVersion.V230, OcpiVersion.V211, """{"max_voltage":400}""").Text());
        Assert.Equal("""{"evses":[{"uid":"E","status":"BLOCKED"}]}""", Patch(ObjectType.Location, OcpiVersion.V221, OcpiVersion.V211, """{"evses":[{"uid":"E","status":"BLOCKED"}]}""").Text());
        Assert.True(Patch(ObjectType.Location, OcpiVersion.V221, OcpiVersion.V211, """{"publish":false}""").IsWithheld);
        Assert.True(Patch(ObjectType.Session, OcpiVersion.V221, OcpiVersion.V211, """{"charging_periods":[]}""").IsWithheld);
        Assert.Equal("""{"kwh":2.0,"total_cost":3}""", Patch(ObjectType.Session, OcpiVersion.V230, OcpiVersion.V211, """{"kwh":2.0,"total_cost":{"before_taxes":3}}""").Text());

        static TranslationResult PatchUp(string json) => Patch(ObjectType.Location, OcpiVersion.V211, OcpiVersion.V230, json);
    }
}
