using System.Text.Json;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Reads a policy as a report states it: each choice by the id of its decision. What is left out keeps its default.</summary>
public static class PolicyReader
{
    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">A decision or a choice is unknown.</exception>
    public static PricingPolicy Read(JsonElement policy) => Read(policy, PricingPolicy.Default);

    /// <summary>Reads a policy that changes another one: what is left out stays as it is there.</summary>
    /// <exception cref="FormatException">A decision or a choice is unknown.</exception>
    public static PricingPolicy Read(JsonElement policy, PricingPolicy present)
    {
        if (policy.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("A policy is a JSON object with a member for each decision.");
        }

        var read = present;
        foreach (var member in policy.EnumerateObject())
        {
            var value = member.Value;
            read = member.Name switch
            {
                "D-211-SELECT" => read with { Selection = Choice<ElementSelection>(member) },
                "D-TIME-EQ" => read with { EqualTimes = Choice<EqualTimes>(member) },
                "D-POWER" => read with { UnknownElectricalValueMatches = Either(member, "UNKNOWN_MATCHES", "UNKNOWN_FAILS") },
                "D-FLAT-ONCE" => read with { FlatFees = Choice<FlatFees>(member) },
                "D-STEP-NONE" => read with { ApplyStepSize = Either(member, "STEPS_COUNT", "NO_STEPS") },
                "D-STEP-SCOPE" => read with { StepScope = Choice<StepScope>(member) },
                "D-STEP-BILLABLE" => read with { StepCountsUnpricedVolume = Either(member, "ALL_VOLUME", "PRICED_VOLUME") },
                "D-SNAP" => read with { SnapHours = Either(member, "SNAP", "AS_STATED") },
                "D-EVSE" => read with { StationPause = Choice<StationPause>(member) },
                "D-TOTAL-TIME" => read with { ReservationInTotalTime = Either(member, "WITH_RESERVATION", "WITHOUT_RESERVATION") },
                "D-TARIFF-ID" => read with { PeriodWithoutTariffUsesSessionTariff = Either(member, "SESSION_TARIFF", "UNPRICED") },
                "D-LIMIT-SCOPE" => read with { MinimumWithoutSession = Either(member, "MINIMUM_ALWAYS", "MINIMUM_WITH_SESSION") },
                "D-V2G" => read with { ExportedEnergy = Choice<ExportedEnergy>(member) },
                "D-BOOKING" => read with { Bookings = Either(member, "PRICED", "UNPRICED") },
                "D-EXT" => read with { HubExtensions = Either(member, "HONOURED", "IGNORED") },
                "D-ROUND" => Rounding(read, value),
                "D-TAX" => read with { TaxProfile = Taxes(value).ToList() is { Count: > 0 } taxes ? taxes : PricingPolicy.Default.TaxProfile },
                _ => throw new FormatException($"{member.Name} is no decision that can be switched."),
            };
        }

        return read;
    }

    private static PricingPolicy Rounding(PricingPolicy policy, JsonElement rounding)
    {
        if (rounding.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("D-ROUND is an object.");
        }

        foreach (var member in rounding.EnumerateObject())
        {
            policy = member.Name switch
            {
                "point" => policy with { RoundingPoint = Choice<RoundingPoint>(member) },
                "mode" => policy with { RoundingMode = Choice<RoundingMode>(member) },
                "taxes" => policy with { TaxRounding = Choice<TaxRounding>(member) },
                "decimals" => policy with { RoundingDecimals = Decimals(member) },
                "minor_units" => policy with { MinorUnits = Decimals(member) },
                _ => throw new FormatException($"D-ROUND has no {member.Name}."),
            };
        }

        return policy;
    }

    private static IEnumerable<TaxRate> Taxes(JsonElement taxes)
    {
        if (taxes.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("D-TAX is a list of taxes.");
        }

        foreach (var tax in taxes.EnumerateArray())
        {
            if (tax.ValueKind != JsonValueKind.Object
                || !tax.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String
                || !tax.TryGetProperty("percentage", out var percentage) || !percentage.TryGetDecimal(out var rate))
            {
                throw new FormatException("A tax in D-TAX has a name and a percentage.");
            }

            yield return new TaxRate(name.GetString()!, rate, tax.TryGetProperty("account_number", out var account) ? account.GetString() : null);
        }
    }

    private static T Choice<T>(JsonProperty member)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == ReportWriter.Name(value.ToString()))
            {
                return value;
            }
        }

        throw new FormatException($"{member.Name} is one of {string.Join(", ", Enum.GetValues<T>().Select(value => ReportWriter.Name(value.ToString())))}.");
    }

    private static bool Either(JsonProperty member, string yes, string no) =>
        member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { } text && (text == yes || text == no)
            ? text == yes
            : throw new FormatException($"{member.Name} is {yes} or {no}.");

    private static int? Decimals(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var decimals) && decimals is >= 0 and <= 12 ? decimals
        : member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == "CURRENCY" ? null
        : throw new FormatException($"{member.Name} is a number of decimals up to 12, or CURRENCY.");
}
