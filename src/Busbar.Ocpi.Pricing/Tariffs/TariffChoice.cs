using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Chooses the tariff of a session among several (D-SELECT, D-VALID).</summary>
internal static class TariffChoice
{
    /// <summary>Valid at the start of the session; of the wanted type, else untyped, else any; the one whose validity began last.</summary>
    public static CompiledTariff? Choose(IReadOnlyList<CompiledTariff> tariffs, DateTimeOffset at, TariffType? wanted, ICollection<PricingWarning> warnings)
    {
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

        var candidates = OfType(valid, wanted);
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        var chosen = candidates.MaxBy(tariff => tariff.Source.StartDateTime ?? DateTimeOffset.MinValue)!;
        warnings.Add(new(WarningCodes.SeveralTariffs, null, $"{candidates.Count} tariffs could count; {chosen.Source.Id} is used."));
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

    /// <summary>Valid up to and including the stated second.</summary>
    private static bool IsValid(Tariff tariff, DateTimeOffset at) => !(at < tariff.StartDateTime) && !(at >= tariff.EndDateTime?.AddSeconds(1));
}
