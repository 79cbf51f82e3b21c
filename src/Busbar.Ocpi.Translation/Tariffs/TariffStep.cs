using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Locations;

namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>Tariff between 2.2.1 and 2.3.0 (X-TAR-02 to X-TAR-14).</summary>
internal static class TariffStep
{
    private static readonly IReadOnlySet<string> Types = KnownValues.Of221("TariffType");

    public static void From221To230(Place tariff)
    {
        TaxFreePrices.From221To230(tariff);
        PriceLimitStep.From221To230(tariff, "min_price");
        PriceLimitStep.From221To230(tariff, "max_price");
        EnergyMixStep.From221To230(tariff);
        DisplayTexts.LimitAll(tariff, OcpiVersion.V230, "tariff_alt_text");
    }

    public static void From230To221(Place tariff)
    {
        if (tariff.Text("type") is { } type && !Types.Contains(type))
        {
            // Without its type it would be valid for every session.
            tariff.Log.Withhold($"The target version does not know the tariff type {type}.");
        }

        ElementRestrictions.From230To221(tariff);
        TaxFreePrices.From230To221(tariff);
        PriceLimitStep.From230To221(tariff, "min_price");
        PriceLimitStep.From230To221(tariff, "max_price");
        tariff.Drop("preauthorize_amount", "X-TAR-10", "The target version has no amount to pre-authorize.");
        EnergyMixStep.From230To221(tariff);
        DisplayTexts.LimitAll(tariff, OcpiVersion.V221, "tariff_alt_text");
    }
}
