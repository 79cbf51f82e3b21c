using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Translation.Payments;

namespace Busbar.Ocpi.Tests.AddOns;

/// <summary>A captured amount in the form of 2.2.1 is read.</summary>
public sealed class CapturedPriceTests
{
    [Fact]
    public void Amount_of_2_2_1_gets_the_form_of_2_3_0()
    {
        var raised = CapturedPrice.Raise(Encoding.UTF8.GetBytes("""{"id":"F1","total_costs":{"excl_vat":4.00,"incl_vat":4.40}}"""), out var repaired);

        Assert.True(repaired);
        var price = JsonNode.Parse(raised.Span)!["total_costs"]!;
        Assert.Equal(4.00m, (decimal)price["before_taxes"]!);
        Assert.Equal(0.40m, (decimal)price["taxes"]![0]!["amount"]!);
        Assert.Null(price["excl_vat"]);
    }

    [Theory]
    [InlineData("""{"id":"F1","total_costs":{"before_taxes":4.00}}""")]
    [InlineData("""{"id":"F1","capture_status_message":"\"excl_vat\""}""")]
    [InlineData("""{"total_costs":{"excl_vat":"a lot"}}""")]
    [InlineData("""{"total_costs":{"excl_vat":1}""")]
    public void Anything_else_stays_as_it_is(string text)
    {
        ReadOnlyMemory<byte> utf8 = Encoding.UTF8.GetBytes(text);
        Assert.Equal(utf8, CapturedPrice.Raise(utf8, out var repaired));
        Assert.False(repaired);
    }
}
