using Busbar.Ocpi.Wire.Common;
using Busbar.Testing;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class CredentialsTests
{
    [Fact]
    [Requirement("CRD-057")]
    public void Platform_that_is_no_hub_is_the_same_in_both_versions()
    {
        const string Given = """{"token":"TEST","url":"https://a.example","roles":[{"role":"CPO","party_id":"ABC","country_code":"NL","business_details":{"name":"A"}}]}""";

        Assert.Equal(Given, Up(ObjectType.Credentials, Given).Text());
        Assert.Equal(Given, Down(ObjectType.Credentials, Given).Text());
    }

    [Fact]
    [Requirement("CRD-054")]
    public void Hub_of_221_names_itself_in_230()
    {
        var up = Up(ObjectType.Credentials, """
            {"token":"TEST","url":"https://a.example","roles":[{"role":"HUB","party_id":"HUB","country_code":"NL","business_details":{"name":"Hub"}},
            {"role":"CPO","party_id":"ABC","country_code":"NL","business_details":{"name":"A"}}]}
            """);

        Assert.Equal("\"NLHUB\"", up.At("/hub_party_id"));
        Assert.Equal("\"CPO\"", up.At("/roles/0/role"));
        Assert.Null(up.At("/roles/1"));
    }

    [Fact]
    public void Hub_of_221_that_lists_nobody_keeps_one_role()
    {
        var up = Up(ObjectType.Credentials, """
            {"token":"TEST","url":"https://a.example","roles":[{"role":"HUB","party_id":"HUB","country_code":"NL","business_details":{"name":"Hub"}}]}
            """);

        Assert.Equal("\"OTHER\"", up.At("/roles/0/role"));
        Assert.Equal("\"NLHUB\"", up.At("/hub_party_id"));
        Assert.Equal(["CORE-2.5 Approximated /roles/0/role"], up.Rules());
    }

    [Fact]
    public void Hub_of_230_has_one_role_in_221_and_its_parties_are_reported()
    {
        var down = Down(ObjectType.Credentials, """
            {"token":"TEST","url":"https://a.example","hub_party_id":"NLHUB","roles":[
            {"role":"CPO","party_id":"ABC","country_code":"NL","business_details":{"name":"A"}}]}
            """);

        Assert.Equal("""[{"role":"HUB","business_details":{"name":"NL*HUB"},"party_id":"HUB","country_code":"NL"}]""", down.At("/roles"));
        Assert.Null(down.At("/hub_party_id"));
        Assert.Equal(["CORE-2.5 Dropped /roles/0", "CORE-2.5 Defaulted /hub_party_id"], down.Rules());
    }

    [Fact]
    public void Role_that_221_does_not_know_becomes_other() =>
        Assert.Equal("\"OTHER\"", Down(ObjectType.Credentials, """{"token":"TEST","roles":[{"role":"PTP","party_id":"ABC","country_code":"NL"}]}""").At("/roles/0/role"));
}
