using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Chooses the tariff of a session among several (D-SELECT, D-VALID, D-EXT).</summary>
internal static class TariffChoice
{
    /// <summary>Valid at the start of the session; of the wanted type, else untyped, else any; the one whose validity began last.</summary>
    public static CompiledTariff? Choose(PricingInput input, PricingPolicy policy, DateTimeOffset at, ICollection<PricingWarning> warnings)
    {
        var tariffs = input.Tariffs.Compiled;
        if (tariffs.Count == 0)
        {
            warnings.Add(new(WarningCodes.NoTariff, null, "There is no tariff: nothing is priced."));
            return null;
        }

        if (tariffs.Count == 1 && IsValid(tariffs[0].Source, at))
        {
            return tariffs[0];
        }

        var valid = tariffs.Where(tariff => IsValid(tariff.Source, at)).ToList();
        if (valid.Count == 0)
        {
            warnings.Add(new(WarningCodes.TariffNotValid, null, $"No tariff was valid when the session started; {tariffs[0].Source.Id} is used."));
            return tariffs[0];
        }

        var candidates = OfType(policy.HubExtensions ? OfHub(valid, input, at) : valid, input.TariffType);
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        var chosen = candidates.MaxBy(tariff => tariff.Source.StartDateTime ?? DateTimeOffset.MinValue)!;
        if (input.Periods.Any(period => period.TariffId is null))
        {
            warnings.Add(new(WarningCodes.SeveralTariffs, null, $"{candidates.Count} tariffs could count; {chosen.Source.Id} is used."));
        }

        return chosen;
    }

    private static List<CompiledTariff> OfType(List<CompiledTariff> valid, TariffType? wanted)
    {
        var type = wanted ?? TariffType.Regular;
        var matching = valid.Where(tariff => tariff.Source.Type == type).ToList();
        if (matching.Count == 0)
        {
            matching = valid.Where(tariff => tariff.Source.Type is null).ToList();
        }

        return matching.Count > 0 ? matching : [valid[0]];
    }

    /// <summary>Those made for the driver's operator come first, then those that look at the start of the session and allow it; those made for others, or not allowing it, are out.</summary>
    private static List<CompiledTariff> OfHub(List<CompiledTariff> valid, PricingInput input, DateTimeOffset at)
    {
        var local = (input.TimeZone is { } zone ? TimeZoneInfo.ConvertTime(at, zone) : at.ToUniversalTime()).Ticks;
        var possible = valid.Where(tariff => IsFor(tariff.Conditions, input.TargetOperator) && (!tariff.Conditions.RestrictsStart || tariff.Conditions.Allow(local))).ToList();
        var best = possible.GroupBy(tariff => (tariff.Conditions.Party is null ? 0 : 2) + (tariff.Conditions.RestrictsStart ? 1 : 0)).MaxBy(group => group.Key);
        return best is null ? valid : [.. best];
    }

    private static bool IsFor(HubConditions conditions, string? driversOperator) =>
        conditions.Party is null || driversOperator is null || string.Equals(conditions.Country + conditions.Party, driversOperator, StringComparison.OrdinalIgnoreCase);

    /// <summary>Valid up to and including the stated second.</summary>
    private static bool IsValid(Tariff tariff, DateTimeOffset at) => !(at < tariff.StartDateTime) && !(tariff.EndDateTime is { } end && at.UtcTicks - end.UtcTicks >= Ticks.Second);
}
