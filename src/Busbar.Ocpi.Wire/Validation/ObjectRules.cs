using System.Collections.Frozen;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The rules of every version, by object.</summary>
internal static class ObjectRules
{
    private static readonly IObjectRule[] All =
    [
        new ActiveChargingProfileResultRule(),
        new BookingElementRule(),
        new BookingLocationRule(),
        new BookingRequestRule(),
        new BookingRule(),
        new CalendarRule(),
        new CancellationRule(),
        new CdrCreditRule(),
        new CdrDimensionRule(),
        new CdrTariffRule(),
        new CdrTimesRule(),
        new ChargingProfilePeriodRule(),
        new ChargingProfileRule(),
        new ConnectorRule(),
        new CredentialsRolesRule(),
        new EnergyMixRule(),
        new EvseParkingRule(),
        new ExceptionalPeriodRule(),
        new FinancialAdviceRule(),
        new HoursRule(),
        new LocationParkingRule(),
        new LocationPublishRule(),
        new ParkingRule(),
        new PeriodRule(),
        new PriceComponentRule(),
        new PriceLimitRule(),
        new PriceRule(),
        new PriceTaxesRule(),
        new PublishTokenTypeRule(),
        new RegularHoursRule(),
        new SessionEnergyRule(),
        new SessionRule(),
        new StartSessionRule(),
        new StatusScheduleRule(),
        new TariffElementRule(),
        new TariffRestrictionsRule(),
        new TariffRule(),
        new TerminalRule(),
        new TimeslotRule(),
    ];

    private static readonly FrozenDictionary<OcpiVersion, Lazy<IObjectRule[][]>> ByVersion = OcpiVersions.All.ToFrozenDictionary(
        version => version, version => new Lazy<IObjectRule[][]>(() => Build(version)));

    /// <summary>The rules of a version; the place is the object's <see cref="ObjectContract.Ordinal"/>.</summary>
    public static IObjectRule[][] For(OcpiVersion version) => ByVersion[version].Value;

    private static IObjectRule[][] Build(OcpiVersion version) =>
    [
        .. Contract.For(version).Objects.Values.OrderBy(contract => contract.Ordinal)
            .Select(contract => All.Where(rule => rule.ObjectName == contract.Name && rule.AppliesTo(version)).ToArray()),
    ];
}
