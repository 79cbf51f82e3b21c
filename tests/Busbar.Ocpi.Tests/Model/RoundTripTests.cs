using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Credentials;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;
using V22Cdr = Busbar.Ocpi.Model.Cdrs.V22.Cdr;
using V22Session = Busbar.Ocpi.Model.Sessions.V22.Session;
using V22Tariff = Busbar.Ocpi.Model.Tariffs.V22.Tariff;

namespace Busbar.Ocpi.Tests.Model;

public sealed class RoundTripTests
{
    [Fact]
    [Requirement("TYP-021", "EXT-001", "EXT-005")]
    public void Location_comes_back_with_unknown_members_and_values() => AssertRoundTrip<Location>(Samples.Location);

    [Fact]
    public void Tariff_comes_back_with_unknown_members_and_values() => AssertRoundTrip<Tariff>(Samples.Tariff);

    [Fact]
    public void Tariff_of_the_22_family_comes_back() => AssertRoundTrip<V22Tariff>(Samples.TariffV22);

    [Fact]
    public void Token_comes_back_with_unknown_members_and_values() => AssertRoundTrip<Token>(Samples.Token);

    [Fact]
    [Requirement("TYP-011", "TYP-012")]
    public void Session_comes_back_with_unknown_members_and_values() => AssertRoundTrip<Session>(Samples.Session);

    [Fact]
    [Requirement("TYP-010")]
    public void Session_of_the_22_family_comes_back() => AssertRoundTrip<V22Session>(Samples.SessionV22);

    [Fact]
    public void Cdr_comes_back_with_unknown_members_and_values() => AssertRoundTrip<Cdr>(Samples.Cdr);

    [Fact]
    public void Cdr_of_the_22_family_comes_back() => AssertRoundTrip<V22Cdr>(Samples.CdrV22);

    [Fact]
    public void StartSession_comes_back_with_unknown_members() => AssertRoundTrip<StartSession>(Samples.StartSession);

    [Fact]
    public void Credentials_come_back_with_unknown_members_and_roles() => AssertRoundTrip<Credentials>(Samples.Credentials);

    [Fact]
    public void Null_and_absent_read_the_same()
    {
        var withNulls = Samples.Location.Replace("\"vendor_extra\":{\"deep\":[1.00,{\"x\":null}]},", "\"name\":null,\"images\":null,\"evses\":null,", StringComparison.Ordinal);

        var location = Read<Location>(withNulls.Replace("\"evses\":[", "\"was\":[", StringComparison.Ordinal));

        Assert.Null(location.Name);
        Assert.Empty(location.Images);
        Assert.Empty(location.Evses);
        Assert.Empty(location.Directions);
        Assert.DoesNotContain("\"images\"", Encoding.UTF8.GetString(OcpiJson.Serialize(location)), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_required_member_is_named()
    {
        Assert.False(OcpiJson.TryDeserialize<Token>("""{"country_code":"DE"}"""u8, out _, out var error));

        Assert.Contains("contract_id", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_for_a_required_member_is_refused() =>
        Assert.False(OcpiJson.TryDeserialize<Location>(
            Encoding.UTF8.GetBytes(Samples.Location.Replace("\"Delft\"", "null", StringComparison.Ordinal)), out _, out _));

    [Fact]
    public void Text_is_written_without_needless_escapes()
    {
        var written = Encoding.UTF8.GetString(OcpiJson.Serialize(Read<Location>(Samples.Location) with { City = "Žilina & Kraków <3" }));

        Assert.Contains("\"+31201234567\"", written, StringComparison.Ordinal);
        Assert.Contains("\"Žilina & Kraków <3\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Object_as_text_says_nothing_of_its_content()
    {
        Assert.Equal("Token", Read<Token>(Samples.Token).ToString());
        Assert.Equal("Credentials", $"{Read<Credentials>(Samples.Credentials)}");
    }

    private static T Read<T>(string json)
        where T : notnull => OcpiJson.Deserialize<T>(Encoding.UTF8.GetBytes(json));

    /// <summary>The same members with the same raw text of every value; the order of members does not matter.</summary>
    private static void AssertRoundTrip<T>(string json)
        where T : notnull
    {
        var written = OcpiJson.Serialize(Read<T>(json));

        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(written);
        Assert.Equal(Canonical(expected.RootElement), Canonical(actual.RootElement));
    }

    private static string Canonical(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject()
            .Where(member => !(member.NameEquals("taxes") && member.Value.GetArrayLength() == 0))
            .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}:{Canonical(member.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Canonical)) + "]",
        _ => element.GetRawText(),
    };
}
