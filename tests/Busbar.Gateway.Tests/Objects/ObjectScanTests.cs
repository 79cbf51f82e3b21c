using System.Text;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing.Documents;

namespace Busbar.Gateway.Tests.Objects;

public sealed class ObjectScanTests
{
    [Theory]
    [InlineData("Location", OcpiVersion.V221)]
    [InlineData("Location", OcpiVersion.V211)]
    [InlineData("EVSE", OcpiVersion.V230)]
    [InlineData("Tariff", OcpiVersion.V230)]
    [InlineData("Session", OcpiVersion.V221)]
    [InlineData("CDR", OcpiVersion.V221)]
    [InlineData("Token", OcpiVersion.V230)]
    [InlineData("Booking", OcpiVersion.V230)]
    [InlineData("BookingLocation", OcpiVersion.V230)]
    public void Reading_along_the_outline_finds_what_reading_everything_finds(string type, OcpiVersion version)
    {
        var outlined = 0;
        DocumentLaw.Holds(version, new ObjectType(type), 200, json =>
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            var result = ObjectValidator.Validate(new ObjectType(type), version, utf8, out var outline);
            Assert.Equal(result.Findings.Count == 0, outline is not null);
            if (outline is not null)
            {
                outlined++;
                Assert.Equal(Seen(ObjectScan.Read(utf8, "id")), Seen(ObjectScan.Read(utf8, "id", outline)));
                Assert.Equal(Seen(ObjectScan.Read(utf8, "uid")), Seen(ObjectScan.Read(utf8, "uid", outline)));
            }
        });
        Assert.True(outlined > 0);
    }

    [Fact]
    public void Times_within_are_found_whatever_the_texts_say()
    {
        var evse = Samples.Evse("E1", "AVAILABLE", Samples.Tuesday, Samples.Connector("1", Samples.Thursday));
        evse["physical_reference"] = "last_updated";
        var utf8 = Encoding.UTF8.GetBytes(Samples.Location("NL/CPO", "L1", Samples.Monday, evse).ToJsonString().Replace("\"last_updated\":", "\"last_updated\" : ", StringComparison.Ordinal));
        Assert.Empty(ObjectValidator.Validate(ObjectType.Location, OcpiVersion.V221, utf8, out var outline).Findings);
        var scan = ObjectScan.Read(utf8, "id", outline!);
        Assert.Equal((Samples.Monday, Samples.Thursday), (OcpiDateTime.Format(scan.LastUpdated!.Value), OcpiDateTime.Format(scan.Newest!.Value)));
    }

    private static object Seen(ObjectScan scan) =>
        (scan.CountryCode, scan.PartyCode, scan.Id, scan.TokenType, scan.RequestId, scan.Status, (scan.LastUpdated, scan.Newest, scan.Published, scan.Audience));
}
