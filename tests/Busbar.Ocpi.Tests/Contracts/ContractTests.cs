using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Tests.Contracts;

public sealed class ContractTests
{
    public static TheoryData<OcpiVersion> Versions => [.. OcpiVersions.All];

    [Theory]
    [MemberData(nameof(Versions))]
    public void For_every_version_has_the_core_objects(OcpiVersion version)
    {
        var contract = Contract.For(version);
        Assert.Equal(version, contract.Version);
        Assert.Same(contract, Contract.For(version));
        Assert.All(["Location", "EVSE", "Connector", "Tariff", "Token", "Session", "CDR", "Credentials", "StartSession"], name => Assert.True(contract.Objects.ContainsKey(name)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Find_gives_every_property_by_its_bytes_and_nothing_else(OcpiVersion version)
    {
        foreach (var contract in Contract.For(version).Objects.Values)
        {
            foreach (var field in contract.Fields)
            {
                Assert.Same(field, contract.Find(System.Text.Encoding.UTF8.GetBytes(field.Name)));
                Assert.Null(contract.Find(System.Text.Encoding.UTF8.GetBytes(field.Name + "x")));
            }

            Assert.Null(contract.Find("ID"u8));
            Assert.Null(contract.Find(""u8));
        }
    }

    [Fact]
    public void Differences_between_versions_stand_in_the_tables()
    {
        Assert.Null(Contract.For(OcpiVersion.V211).Find(new("Location"))!.Find("time_zone"u8) is { IsRequired: true } ? "required" : null);
        Assert.Equal(45, Field(OcpiVersion.V22, "Location", "address").MaxLength);
        Assert.Equal(255, Field(OcpiVersion.V221, "Location", "address").MaxLength);
        Assert.Equal("Price", Field(OcpiVersion.V221, "Tariff", "min_price").Type);
        Assert.Equal("PriceLimit", Field(OcpiVersion.V230, "Tariff", "min_price").Type);
        Assert.True(Contract.For(OcpiVersion.V230).Enums["ConnectorType"].IsOpen);
        Assert.False(Contract.For(OcpiVersion.V221).Enums["ConnectorType"].IsOpen);
        Assert.False(Contract.For(OcpiVersion.V230).Enums["Role"].Contains("HUB"u8));
        Assert.True(Contract.For(OcpiVersion.V221).Enums["Role"].Contains("HUB"u8));
    }

    private static FieldContract Field(OcpiVersion version, string type, string name) =>
        Contract.For(version).Objects[type].Fields.Single(field => field.Name == name);
}
