using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Simulator.World;

/// <summary>The charge points of a simulated operator: car parks, streets and motorway sites around real cities, all invented.</summary>
internal sealed class LocationMaker(PartyId owner, string operatorName, Chance chance, DateTimeOffset now)
{
    private static readonly string[] Streets =
        ["Stationsplein", "Markt", "Havenstraat", "Parklaan", "Molenweg", "Dorpsstraat", "Industrieweg", "Kerkstraat", "Nieuwstraat", "Ringbaan"];

    private static readonly string[] Kinds = ["Car park", "Kerbside", "Fast charging hub", "Shopping centre", "Hotel", "Park and ride"];

    public IReadOnlyList<Location> Make(int count) => [.. Enumerable.Range(1, count).Select(MakeLocation)];

    private Location MakeLocation(int number)
    {
        var city = chance.OneOf(City.All);
        var kind = chance.OneOf(Kinds);
        var street = chance.OneOf(Streets);
        var fast = kind == "Fast charging hub";
        var id = string.Create(CultureInfo.InvariantCulture, $"LOC-{number:0000}");
        var parking = kind is "Car park" or "Park and ride";
        return new Location
        {
            CountryCode = owner.CountryCode,
            PartyId = owner.Code,
            Id = id,
            Publish = true,
            Name = $"{kind} {street}",
            Address = $"{street} {chance.Between(1, 180)}",
            City = city.Name,
            PostalCode = string.Create(CultureInfo.InvariantCulture, $"{city.PostalPrefix}{chance.Between(10, 99)} AB"),
            Country = city.Country,
            Coordinates = new GeoLocation
            {
                Latitude = Degrees(city.Latitude + chance.Between(-5000, 5000)),
                Longitude = Degrees(city.Longitude + chance.Between(-7000, 7000)),
            },
            ParkingType = parking ? ParkingType.ParkingGarage : ParkingType.OnStreet,
            Evses = [.. Enumerable.Range(1, fast ? chance.Between(4, 8) : chance.Between(1, 4)).Select(evse => MakeEvse(number, evse, fast, parking))],
            ParkingPlaces = parking ? [Place($"{id}-P")] : [],
            Operator = new BusinessDetails { Name = operatorName },
            Facilities = fast ? [Facility.Cafe, Facility.Wifi] : [],
            TimeZone = city.TimeZone,
            OpeningTimes = new Hours { TwentyFourSeven = true },
            EnergyMix = chance.In100(60) ? new EnergyMix { IsGreenEnergy = true, SupplierName = "Groene Stroom" } : null,
            LastUpdated = now,
        };
    }

    private Evse MakeEvse(int location, int number, bool fast, bool parking)
    {
        var uid = string.Create(CultureInfo.InvariantCulture, $"EVSE-{location:0000}-{number}");
        return new Evse
        {
            Uid = uid,
            EvseId = string.Create(CultureInfo.InvariantCulture, $"{owner.CountryCode}*{owner.Code}*E{location:0000}{number}"),
            Status = chance.In100(4) ? Status.OutOfOrder : Status.Available,
            Capabilities = [
                Capability.RfidReader, Capability.RemoteStartStopCapable, Capability.UnlockCapable, Capability.Reservable, Capability.ChargingPreferencesCapable,
                Capability.ChargingProfileCapable,
            ],
            Connectors = [fast ? Dc() : Ac()],
            PhysicalReference = number.ToString(CultureInfo.InvariantCulture),
            Parking = parking ? [new EvseParking { ParkingId = string.Create(CultureInfo.InvariantCulture, $"LOC-{location:0000}-P") }] : [],
            LastUpdated = now,
        };
    }

    private Connector Ac() => new()
    {
        Id = "1",
        Standard = ConnectorType.Iec62196T2,
        Format = ConnectorFormat.Socket,
        PowerType = PowerType.Ac3Phase,
        MaxVoltage = 230,
        MaxAmperage = chance.In100(70) ? 16 : 32,
        TariffIds = [chance.OneOf<string>(["AC-STANDARD", "AC-START", "AC-IDLE", "AC-NIGHT", "AC-TIME"])],
        LastUpdated = now,
    };

    private Connector Dc() => new()
    {
        Id = "1",
        Standard = ConnectorType.Iec62196T2Combo,
        Format = ConnectorFormat.Cable,
        PowerType = PowerType.Dc,
        MaxVoltage = 920,
        MaxAmperage = 500,
        MaxElectricPower = chance.OneOf<int>([50_000, 150_000, 300_000]),
        TariffIds = [chance.OneOf<string>(["DC-FAST", "DC-CAPPED", "DC-WEEKEND"])],
        LastUpdated = now,
    };

    private Parking Place(string id) => new()
    {
        Id = id,
        VehicleTypes = [VehicleType.PersonalVehicle],
        MaxVehicleHeight = 210,
        RestrictedToType = false,
        ReservationRequired = false,
        Roofed = chance.In100(50),
    };

    private static string Degrees(int hundredThousandths) =>
        (hundredThousandths / 100_000m).ToString("0.00000", CultureInfo.InvariantCulture);
}
