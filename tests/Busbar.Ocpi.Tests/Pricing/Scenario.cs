using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Sessions;
using Busbar.Ocpi.Pricing.Tariffs;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Tests.Pricing;

/// <summary>One worked session of tests/data/tariffs/scenarios; its README tells the fields.</summary>
public sealed class Scenario
{
    private readonly JsonObject _root;

    private Scenario(string file) => _root = JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();

    public static IEnumerable<string> Names => Directory.GetFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public JsonObject Expected => _root["expected"]!.AsObject();

    public bool HasPeriods => _root.ContainsKey("periods");

    public OcpiVersion Version => OcpiVersions.TryParse((string?)_root["ocpi_version"], out var version) ? version : throw new FormatException();

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById((string)_root["time_zone"]!);

    public JsonObject? Session => _root["session"]?.AsObject();

    public JsonArray Events => _root["events"]!.AsArray();

    public PricingPolicy Policy => _root["policy"] is not { } policy
        ? PricingPolicy.Default
        : PricingPolicy.Default with
        {
            MinorUnits = (int?)policy["minor_units"],
            StationPause = (string?)policy["evse_suspended_as"] switch { "TIME" => StationPause.Time, "PARKING_TIME" => StationPause.ParkingTime, _ => StationPause.Neither },
            TaxProfile = [.. (policy["tax_profile"]?.AsArray() ?? []).Select(tax => new TaxRate((string)tax!["name"]!, Number(tax["percentage"]!), (string?)tax["account_number"]))],
        };

    public static Scenario Load(string name) => new(Path.Combine(Folder(), name + ".json"));

    public IReadOnlyList<Tariff> Tariffs() => [.. (_root["tariffs"]?.AsArray() ?? [_root["tariff"]!.DeepClone()]).Select(tariff => TariffOf(tariff!.AsObject()))];

    /// <param name="wireOnly">Leave the exact seconds aside: hours of four decimals are all there is.</param>
    public PricingInput Input(bool wireOnly) => new()
    {
        Tariffs = TariffSet.Of(Tariffs()),
        TariffVersion = Version,
        TimeZone = TimeZone,
        Periods = [.. _root["periods"]!.AsArray().Select(period => PeriodOf(period!, wireOnly))],
        ReservationExpired = (bool?)Session?["reservation_expired"],
        TariffType = (string?)Session?["payment"] == "AD_HOC" ? TariffType.AdHocPayment : null,
        IsCredit = (bool?)Session?["credit"] == true,
    };

    public SessionInput Seen() => new()
    {
        Tariffs = TariffSet.Of(Tariffs()),
        TariffVersion = Version,
        TimeZone = TimeZone,
        Events = [.. Events.Select(seen => EventOf(seen!))],
        TariffType = (string?)Session?["payment"] == "AD_HOC" ? TariffType.AdHocPayment : null,
    };

    public static decimal Number(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? decimal.Parse((string)node!, CultureInfo.InvariantCulture) : (decimal)node;

    private static MeasuredPeriod PeriodOf(JsonNode period, bool wireOnly)
    {
        var dimensions = period["dimensions"]!.AsArray();
        Rational? Volume(string type) => dimensions.FirstOrDefault(dimension => (string)dimension!["type"]! == type) is { } found ? Number(found["volume"]!) : null;
        Rational? Seconds(string type) => dimensions.FirstOrDefault(dimension => (string)dimension!["type"]! == type) is { } found
            ? !wireOnly && found["seconds"] is { } seconds ? Number(seconds) : (Rational)Number(found["volume"]!) * 3600
            : null;
        return new MeasuredPeriod
        {
            Start = At(period["start"]!),
            End = At(period["end"]!),
            Energy = Volume("ENERGY"),
            Charging = Seconds("TIME"),
            Parking = Seconds("PARKING_TIME"),
            Reserved = Seconds("RESERVATION_TIME"),
            Current = new ElectricalValues(Volume("MIN_CURRENT"), Volume("CURRENT"), Volume("MAX_CURRENT")),
            Power = new ElectricalValues(Volume("MIN_POWER"), Volume("POWER"), Volume("MAX_POWER")),
            TariffId = (string?)period["tariff_id"],
            IsFromWire = wireOnly || dimensions.All(dimension => dimension!["seconds"] is null),
        };
    }

    internal static DateTimeOffset At(JsonNode node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static SessionEvent EventOf(JsonNode seen) => new()
    {
        At = At(seen["at"]!),
        State = (string?)seen["state"] switch
        {
            null => null,
            "RESERVED" => SessionState.Reserved,
            "CHARGING" => SessionState.Charging,
            "SUSPENDED_EV" => SessionState.SuspendedByVehicle,
            "SUSPENDED_EVSE" => SessionState.SuspendedByStation,
            "ENDED" => SessionState.Ended,
            "EXPIRED" => SessionState.Expired,
            var other => throw new FormatException(other),
        },
        MeterKwh = seen["kwh"] is { } kwh ? Number(kwh) : null,
        Power = seen["power"] is { } power ? Number(power) : null,
        Current = seen["current"] is { } current ? Number(current) : null,
        TariffId = (string?)seen["tariff_id"],
    };

    private Tariff TariffOf(JsonObject tariff)
    {
        // 2.1.1 has no owner in the object, and is otherwise read as 2.2.1 is.
        tariff["country_code"] ??= "DE";
        tariff["party_id"] ??= "EXA";
        var from = Version < OcpiVersion.V221 ? OcpiVersion.V221 : Version;
        var result = Translator.Translate(ObjectType.Tariff, from, OcpiVersion.V230, JsonSerializer.SerializeToUtf8Bytes(tariff));
        Assert.False(result.IsWithheld);
        return OcpiJson.Deserialize<Tariff>(result.Utf8.Span);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var scenarios = Path.Combine(folder.FullName, "tests", "data", "tariffs", "scenarios");
            if (Directory.Exists(scenarios))
            {
                return scenarios;
            }
        }

        throw new DirectoryNotFoundException("tests/data/tariffs/scenarios is not above the tests.");
    }
}
