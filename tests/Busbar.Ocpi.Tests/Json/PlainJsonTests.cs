using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Testing.Documents;

namespace Busbar.Ocpi.Tests.Json;

public sealed class PlainJsonTests
{
    private const int MaxDepth = 8;

    private static readonly string[] Splinters =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "0", "01", "-", ".", "1.", "1e5", "true", "nul", " ", "\n", "\0", "\u0001", "\u007f", "\\u0041", "\\x", "é", "[[[[[[[[[", ""];

    [Theory]
    [InlineData("{}")]
    [InlineData(" { \"a\" : [ ] , \"b\" : { } } \r\n")]
    [InlineData("""{"a":[1,-2.50,0,0.1,true,false,null,"","text that is longer than sixteen bytes \"\\\/\b\f\n\r\t","é"],"b":{"c":[[],[{}]]}}""")]
    [InlineData("""{"a":[[[[[[[1]]]]]]]}""")]
    public void Plain_objects_are_known(string json) => Assert.True(IsObject(json));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"a\"")]
    [InlineData("{} {}")]
    [InlineData("{},")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":[1,]}""")]
    [InlineData("""{"a":[1}]""")]
    [InlineData("""{"a":{]}}""")]
    [InlineData("""{"a"}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{1:1}""")]
    [InlineData("""{"a":tru}""")]
    [InlineData("""{"a":truex}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":-}""")]
    [InlineData("""{"a":1.}""")]
    [InlineData("""{"a":.5}""")]
    [InlineData("""{"a":+1}""")]
    [InlineData("""{"a":1 2}""")]
    [InlineData("""{"a":"\x"}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"b}""")]
    [InlineData("""{"a":"b\""")]
    [InlineData("{\"a\":\"line\nbreak\"}")]
    [InlineData("{\"a\":\0}")]
    [InlineData("""{"a":[[[[[[[[1]]]]]]]]}""")]
    public void Anything_else_is_not(string json) => Assert.False(IsObject(json));

    [Fact]
    public void What_is_known_a_reader_takes_and_what_is_generated_is_known()
    {
        var random = new Random(7);
        var known = 0;
        DocumentLaw.Holds(OcpiVersion.V230, ObjectType.Location, 200, json =>
        {
            for (var i = 0; i < 50; i++)
            {
                var at = random.Next(json.Length);
                var spoiled = json[..at] + Splinters[random.Next(Splinters.Length)] + json[Math.Min(json.Length, at + random.Next(3))..];
                var plain = IsObject(spoiled);
                known += plain ? 1 : 0;
                Assert.True(!plain || Reads(spoiled), spoiled);
            }

            Assert.True(IsObject(json) || !Reads(json) || json.Contains("\\u", StringComparison.Ordinal) || json.Contains('e', StringComparison.OrdinalIgnoreCase), json);
        });
        Assert.True(known > 100);
    }

    private static bool IsObject(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        Assert.True(Utf8.IsValid(utf8));
        return PlainJson.IsObject(utf8, MaxDepth);
    }

    private static bool Reads(string json)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read())
            {
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
