using System.Text;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Model;

public sealed class NumberTests
{
    [Theory]
    [Requirement("TYP-009")]
    [InlineData("1.10")]
    [InlineData("0.30000")]
    [InlineData("-12.500")]
    [InlineData("0")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("0.1234567890123456789012345678")]
    public void Decimal_keeps_every_digit(string digits)
    {
        var written = Encoding.UTF8.GetString(OcpiJson.Serialize(Read<Price>($$"""{"before_taxes":{{digits}}}""")));

        Assert.Equal($$"""{"before_taxes":{{digits}}}""", written);
    }

    [Fact]
    public void Decimal_in_quotes_is_read() => Assert.Equal(1.50m, Read<Price>("""{"before_taxes":"1.50"}""").BeforeTaxes);

    [Theory]
    [InlineData("640")]
    [InlineData("640.0")]
    [InlineData("\"640\"")]
    public void Int_is_read_in_the_spellings_of_the_field(string width) =>
        Assert.Equal(640, Read<Image>($$"""{"url":"https://a.example/i.png","category":"CHARGER","type":"png","width":{{width}}}""").Width);

    [Theory]
    [InlineData("640.5")]
    [InlineData("1e12")]
    [InlineData("true")]
    public void Int_refuses_what_is_no_whole_number(string width) =>
        Assert.False(OcpiJson.TryDeserialize<Image>(
            Encoding.UTF8.GetBytes($$"""{"url":"https://a.example/i.png","category":"CHARGER","type":"png","width":{{width}}}"""), out _, out _));

    private static T Read<T>(string json)
        where T : notnull => OcpiJson.Deserialize<T>(Encoding.UTF8.GetBytes(json));
}
