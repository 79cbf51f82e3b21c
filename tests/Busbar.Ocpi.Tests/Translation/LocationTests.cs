using Busbar.Ocpi.Tests.Model;
using Busbar.Ocpi.Wire.Common;
using static Busbar.Ocpi.Tests.Translation.Translations;

namespace Busbar.Ocpi.Tests.Translation;

public sealed class LocationTests
{
    [Fact]
    public void Location_of_221_goes_up_byte_by_byte()
    {
        const string Given = """{ "id":"LOC1",  "coordinates":{"latitude":"50.770774","longitude":"-126.104965"},"evses":[],"x":1.0}""";

        Assert.Equal(Given, Up(ObjectType.Location, Given).Text());
    }

    [Fact]
    public void Location_goes_down_without_what_221_does_not_have()
    {
        var down = Down(ObjectType.Location, Samples.Location);

        Assert.Null(down.At("/help_phone"));
        Assert.Null(down.At("/parking_type"));
        Assert.Equal("""["RFID_READER"]""", down.At("/evses/0/capabilities"));
        Assert.Equal("""{"deep":[1.00,{"x":null}]}""", down.At("/vendor_extra"));
        Assert.Equal("\"blue\"", down.At("/evses/0/connectors/0/vendor_colour"));
        Assert.Equal(["X-LOC-03 Dropped /parking_type", "X-EVS-03 Dropped /evses/0/capabilities/1", "X-LOC-12 Dropped /help_phone"], down.Rules());
    }

    [Fact]
    public void Connector_of_a_new_standard_is_left_out_with_the_evse_that_has_no_other()
    {
        var down = Down(ObjectType.Location, """
            {"id":"L","evses":[
              {"uid":"A","connectors":[{"id":"1","standard":"MCS"},{"id":"2","standard":"CHADEMO","capabilities":["ISO_15118_2_PLUG_AND_CHARGE"]}]},
              {"uid":"B","connectors":[{"id":"1","standard":"SAE_J3400"}]},
              {"uid":"C","connectors":[{"id":"1","standard":"IEC_62196_T2"}]}]}
            """);

        Assert.Equal("\"2\"", down.At("/evses/0/connectors/0/id"));
        Assert.Equal("\"C\"", down.At("/evses/1/uid"));
        Assert.Null(down.At("/evses/2"));
        Assert.Equal(
            [
                "X-CON-04 Dropped /evses/0/connectors/0", "X-CON-07 Dropped /evses/0/connectors/1/capabilities",
                "X-CON-04 Dropped /evses/1/connectors/0", "X-LOC-13 Dropped /evses/1",
            ],
            down.Rules());
    }

    [Theory]
    [InlineData("EVSE", """{"uid":"B","connectors":[{"id":"1","standard":"MCS"}]}""")]
    [InlineData("Connector", """{"id":"1","standard":"MCS"}""")]
    public void Part_that_221_cannot_describe_is_withheld(string type, string json) =>
        Assert.True(Down(new ObjectType(type), json).IsWithheld);

    [Fact]
    public void Parking_restrictions_become_the_nearest_ones()
    {
        var down = Down(ObjectType.Evse, """{"uid":"A","parking_restrictions":["TENANTS","PLUGGED","ZOO","EMPLOYEES"]}""");

        Assert.Equal("""["CUSTOMERS","PLUGGED"]""", down.At("/parking_restrictions"));
        Assert.Equal(
            [
                "X-EVS-05 Approximated /parking_restrictions/0", "X-EVS-05 Approximated /parking_restrictions/3",
                "X-EVS-05 Dropped /parking_restrictions/2",
            ],
            down.Rules());
    }

    [Theory]
    [InlineData("DISABLED", true, "[\"DISABLED\"]")]
    [InlineData("MOTORCYCLE", true, "[\"MOTORCYCLES\"]")]
    [InlineData("DISABLED", false, null)]
    [InlineData("VAN", true, null)]
    public void Parking_for_one_kind_of_vehicle_becomes_a_restriction(string vehicle, bool restricted, string? expected)
    {
        var down = Down(ObjectType.Location, $$"""
            {"id":"L","parking_places":[{"id":"P1","vehicle_types":["{{vehicle}}"],"restricted_to_type":{{(restricted ? "true" : "false")}},"reservation_required":false}],
             "evses":[{"uid":"A","parking":[{"parking_id":"p1"}],"connectors":[{"id":"1","standard":"CHADEMO"}]}]}
            """);

        Assert.Equal(expected, down.At("/evses/0/parking_restrictions"));
        Assert.Null(down.At("/evses/0/parking"));
        Assert.Null(down.At("/parking_places"));
        Assert.Equal(["X-EVS-06 Dropped /evses/0/parking", "X-LOC-12 Dropped /parking_places"], down.Rules());
    }

    [Fact]
    public void Open_values_in_single_places_become_other()
    {
        var down = Down(ObjectType.Location, """
            {"id":"L","publish":false,"publish_allowed_to":[{"uid":"TEST1","type":"EMAID"}],"facilities":["WIFI","ZOO"],
             "images":[{"url":"https://a.example/1.png","category":"AERIAL","type":"png"}],
             "energy_mix":{"is_green_energy":false,"environ_impact":[{"category":"NOISE","amount":1},{"category":"CARBON_DIOXIDE","amount":372}]}}
            """);

        Assert.Equal("\"OTHER\"", down.At("/publish_allowed_to/0/type"));
        Assert.Equal("\"OTHER\"", down.At("/images/0/category"));
        Assert.Equal("""["WIFI"]""", down.At("/facilities"));
        Assert.Equal("""[{"category":"CARBON_DIOXIDE","amount":372}]""", down.At("/energy_mix/environ_impact"));
        Assert.Equal(4, down.Losses.Count);
    }

    [Fact]
    public void Too_long_text_is_cut_between_words_and_reported()
    {
        var address = string.Join(' ', Enumerable.Repeat("Hauptstraße", 30));

        var up = Up(ObjectType.Location, $$"""{"id":"L","address":"{{address}}"}""");

        var cut = up.At("/address")!.Trim('"');
        Assert.True(cut.Length is <= 255 and > 240 && address.StartsWith(cut, StringComparison.Ordinal) && cut.EndsWith("Hauptstraße", StringComparison.Ordinal));
        Assert.Equal(["X-TXT-1 Approximated /address"], up.Rules());
    }
}
