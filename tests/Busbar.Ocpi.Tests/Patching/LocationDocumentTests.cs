using System.Text;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Patching;

public sealed class LocationDocumentTests
{
    private const string Location = """
        {
          "id": "L1",
          "evses": [
            { "uid": "E1", "connectors": [ { "id": "1" , "last_updated": "2026-01-01T00:00:00Z" } ], "last_updated": "2026-01-02T00:00:00Z" },
            { "uid": "E2", "connectors": [] }
          ],
          "last_updated": "2026-01-03T00:00:00Z"
        }
        """;

    [Theory]
    [InlineData("E2")]
    [InlineData("e2")]
    public void FindEvse_ignores_case(string uid) =>
        Assert.Equal("""{ "uid": "E2", "connectors": [] }""", Text(LocationDocument.FindEvse(Bytes(Location), uid)));

    [Fact]
    public void Find_unknown_ids_gives_null()
    {
        Assert.Null(LocationDocument.FindEvse(Bytes(Location), "E9"));
        Assert.Null(LocationDocument.FindEvse(Bytes("""{"id":"L1"}"""), "E9"));
        Assert.Null(LocationDocument.FindConnector(Bytes(Location), "E9", "1"));
        Assert.Null(LocationDocument.FindConnector(Bytes(Location), "E2", "1"));
    }

    [Fact]
    public void FindConnector_finds_it_in_its_evse() =>
        Assert.Equal("""{ "id": "1" , "last_updated": "2026-01-01T00:00:00Z" }""", Text(LocationDocument.FindConnector(Bytes(Location), "E1", "1")));

    [Fact]
    [Requirement("LOC-046", "LOC-054")]
    public void ReplaceEvse_replaces_only_it_and_moves_the_parent()
    {
        var after = Text(LocationDocument.ReplaceEvse(Bytes(Location).Span, "e2", "{\"uid\":\"E2\",\"last_updated\":\"2026-02-01T00:00:00Z\"}"u8));
        var expected = Location
            .Replace("{ \"uid\": \"E2\", \"connectors\": [] }", "{\"uid\":\"E2\",\"last_updated\":\"2026-02-01T00:00:00Z\"}", StringComparison.Ordinal)
            .Replace("2026-01-03", "2026-02-01", StringComparison.Ordinal);
        Assert.Equal(expected, after);
    }

    [Theory]
    [InlineData("""{"id":"L1"}""", """{"id":"L1","evses":[{"uid":"E1"}]}""")]
    [InlineData("""{"evses":null}""", """{"evses":[{"uid":"E1"}]}""")]
    [InlineData("""{"evses":[ ]}""", """{"evses":[{"uid":"E1"} ]}""")]
    [InlineData("""{"evses":[{"uid":"E0"} ]}""", """{"evses":[{"uid":"E0"},{"uid":"E1"} ]}""")]
    [InlineData("{ }", """{"evses":[{"uid":"E1"}] }""")]
    [Requirement("LOC-047")]
    public void ReplaceEvse_unknown_uid_adds_it(string location, string expected) =>
        Assert.Equal(expected, Text(LocationDocument.ReplaceEvse(Bytes(location).Span, "E1", "{\"uid\":\"E1\"}"u8)));

    [Fact]
    [Requirement("LOC-045", "LOC-053")]
    public void ReplaceConnector_moves_both_parents()
    {
        var after = Text(LocationDocument.ReplaceConnector(Bytes(Location), "E1", "2", "{\"id\":\"2\",\"last_updated\":\"2026-03-01T00:00:00Z\"}"u8));
        Assert.Contains("""[ { "id": "1" , "last_updated": "2026-01-01T00:00:00Z" },{"id":"2","last_updated":"2026-03-01T00:00:00Z"} ]""", after, StringComparison.Ordinal);
        Assert.Equal(3, after.Split("2026-03-01").Length - 1);
    }

    [Fact]
    public void Replace_with_an_older_child_leaves_the_parent()
    {
        var after = Text(LocationDocument.ReplaceEvse(Bytes(Location).Span, "E1", "{\"uid\":\"E1\",\"last_updated\":\"2025-01-01T00:00:00Z\"}"u8));
        Assert.Contains("2026-01-03", after, StringComparison.Ordinal);
    }

    [Fact]
    public void ReplaceConnector_of_an_unknown_evse_is_null() =>
        Assert.Null(LocationDocument.ReplaceConnector(Bytes(Location), "E9", "1", "{\"id\":\"1\"}"u8));

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte>? utf8) => Encoding.UTF8.GetString(utf8!.Value.Span);
}
