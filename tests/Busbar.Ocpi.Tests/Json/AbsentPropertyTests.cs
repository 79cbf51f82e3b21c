using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;
using OldLocation = Busbar.Ocpi.Model.Locations.V211.Location;
using OlderSession = Busbar.Ocpi.Model.Sessions.V22.Session;

namespace Busbar.Ocpi.Tests.Json;

/// <summary>An absent property is not a zero, not a free price and not an unchanged value: it is nothing, and null is the same.</summary>
public sealed class AbsentPropertyTests
{
    [Fact]
    [Requirement("LOC-026", "TRM-003", "TRM-007")]
    public void Absent_and_null_properties_of_a_location_are_read_as_nothing()
    {
        var absent = SampleDocuments.Minimal(OcpiVersion.V230, "Location");
        var isNull = SampleDocuments.Full(OcpiVersion.V230, "Location");
        foreach (var name in isNull.Select(member => member.Key).Where(name => !absent.ContainsKey(name)).ToList())
        {
            isNull[name] = null;
        }

        foreach (var document in new[] { absent, isNull })
        {
            var location = Read<Location>(document);
            foreach (var property in typeof(Location).GetProperties().Where(property => property.CanWrite && !property.IsDefined(typeof(RequiredMemberAttribute))))
            {
                var value = property.GetValue(location);
                Assert.True(value is null or System.Collections.ICollection { Count: 0 }, $"{property.Name} is {value}");
            }
        }
    }

    [Fact]
    [Requirement("SES-061")]
    public void Absent_total_cost_of_a_session_is_not_free_of_charge_and_zero_is()
    {
        var session = SampleDocuments.Minimal(OcpiVersion.V230, "Session");
        Assert.Null(Read<Session>(session).TotalCost);
        session["total_cost"] = new JsonObject { ["before_taxes"] = 0 };
        Assert.Equal(0m, Read<Session>(session).TotalCost!.BeforeTaxes);

        var older = SampleDocuments.Minimal(OcpiVersion.V221, "Session");
        Assert.Null(Read<OlderSession>(older).TotalCost);
        older["total_cost"] = new JsonObject { ["excl_vat"] = 0 };
        Assert.Equal(0m, Read<OlderSession>(older).TotalCost!.ExclVat);
    }

    [Fact]
    [Requirement("TAR-052", "TAR-053")]
    public void Absent_vat_of_a_price_component_is_not_a_rate_of_zero()
    {
        var component = SampleDocuments.Minimal(OcpiVersion.V230, "PriceComponent");
        var tariff = SampleDocuments.Minimal(OcpiVersion.V230, "Tariff");
        tariff["elements"]![0]!["price_components"] = new JsonArray(component);
        Assert.Null(Read<Tariff>(tariff).Elements[0].PriceComponents[0].Vat);
        component["vat"] = 0.0;
        Assert.Equal(0m, Read<Tariff>(tariff).Elements[0].PriceComponents[0].Vat);
    }

    [Fact]
    [Requirement("LOC-078", "SES-078", "TRM-005")]
    public void Absent_and_null_values_with_a_default_are_read_as_that_default()
    {
        var location = SampleDocuments.Minimal(OcpiVersion.V230, "Location");
        Assert.True(Read<Location>(location).KeepsChargingWhenClosed);
        location["charging_when_closed"] = null;
        Assert.True(Read<Location>(location).KeepsChargingWhenClosed);
        location["charging_when_closed"] = false;
        Assert.False(Read<Location>(location).KeepsChargingWhenClosed);

        var preferences = SampleDocuments.Minimal(OcpiVersion.V230, "ChargingPreferences");
        Assert.False(Read<ChargingPreferences>(preferences).MayDischarge);
        preferences["discharge_allowed"] = null;
        Assert.False(Read<ChargingPreferences>(preferences).MayDischarge);
        preferences["discharge_allowed"] = true;
        Assert.True(Read<ChargingPreferences>(preferences).MayDischarge);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("absent")]
    [Requirement("TRM-004", "LOC-078")]
    public void Default_of_211_holds_where_the_value_is_not_given(string given)
    {
        var location = SampleDocuments.Minimal(OcpiVersion.V211, "Location");
        if (given == "null")
        {
            location["charging_when_closed"] = null;
        }

        Assert.True(Read<OldLocation>(location).KeepsChargingWhenClosed);
        location["charging_when_closed"] = false;
        Assert.False(Read<OldLocation>(location).KeepsChargingWhenClosed);
    }

    private static T Read<T>(JsonNode document)
        where T : notnull => OcpiJson.Deserialize<T>(Encoding.UTF8.GetBytes(document.ToJsonString()));
}
