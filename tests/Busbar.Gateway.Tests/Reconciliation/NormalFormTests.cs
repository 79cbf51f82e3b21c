using System.Text;
using Busbar.Core.Reconciliation;

namespace Busbar.Gateway.Tests.Reconciliation;

/// <summary>What counts as the same content, and which members are named when it is not.</summary>
public sealed class NormalFormTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", """{ "b":"x", "a":1.00 }""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":null,"c":[],"d":{},"e":""}""")]
    [InlineData("""{"last_updated":"2026-05-04T08:00:00Z"}""", """{"last_updated":"2026-05-04T08:00:00.000Z"}""")]
    [InlineData("""{"last_updated":"2026-05-04T08:00:00Z"}""", """{"last_updated":"2026-05-04T10:00:00+02:00"}""")]
    [InlineData("""{"capabilities":["A","B"]}""", """{"capabilities":["B","A"]}""")]
    [InlineData("""{"evses":[{"uid":"1"},{"uid":"2"}]}""", """{"evses":[{"uid":"2"},{"uid":"1"}]}""")]
    [InlineData("""{"coordinates":{"latitude":"52.100000"}}""", """{"coordinates":{"latitude":"52.1"}}""")]
    [InlineData("""{"country_code":"NL"}""", """{"country_code":"nl"}""")]
    [InlineData("""{"name":"Straße \u00e9"}""", """{"name":"Stra\u00dfe é"}""")]
    public void Harmless_differences_are_none(string ours, string theirs)
    {
        Assert.Equal(NormalForm.Hash(Utf8(ours)), NormalForm.Hash(Utf8(theirs)));
        Assert.Empty(DocumentDifference.Between(Utf8(ours), Utf8(theirs)));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.01}""", "/a differs")]
    [InlineData("""{"a":"1"}""", """{"a":1}""", "/a differs")]
    [InlineData("""{"a":1,"b":2}""", """{"a":1,"c":true}""", "/b only_ours,/c only_theirs")]
    [InlineData("""{"id":"1.10"}""", """{"id":"1.1"}""", "/id differs")]
    [InlineData("""{"evses":[{"uid":"E1","status":"AVAILABLE"},{"uid":"E2"}]}""", """{"evses":[{"uid":"E1","status":"CHARGING"}]}""", "/evses/E1/status differs,/evses/E2 only_ours")]
    [InlineData("""{"periods":[{"start":1},{"start":2}]}""", """{"periods":[{"start":2},{"start":1}]}""", "/periods differs")]
    [InlineData("""{"a/b":{"~":1}}""", """{"a/b":{"~":2}}""", "/a~1b/~0 differs")]
    public void Members_that_differ_are_named(string ours, string theirs, string members)
    {
        Assert.NotEqual(NormalForm.Hash(Utf8(ours)), NormalForm.Hash(Utf8(theirs)));
        Assert.Equal(members, string.Join(',', DocumentDifference.Between(Utf8(ours), Utf8(theirs)).Select(member => $"{member.Path} {member.How}")));
    }

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
