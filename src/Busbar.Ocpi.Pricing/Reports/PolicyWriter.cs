using System.Text.Json;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>Writes a policy, each choice by the id of its decision, as <see cref="PolicyReader"/> reads it.</summary>
public static class PolicyWriter
{
    /// <summary>Writes a policy as one object.</summary>
    public static void Write(Utf8JsonWriter json, PricingPolicy policy)
    {
        json.WriteStartObject();
        Choice(json, "D-211-SELECT", policy.Selection);
        Choice(json, "D-TIME-EQ", policy.EqualTimes);
        json.WriteString("D-POWER", policy.UnknownElectricalValueMatches ? "UNKNOWN_MATCHES" : "UNKNOWN_FAILS");
        Choice(json, "D-FLAT-ONCE", policy.FlatFees);
        json.WriteString("D-STEP-NONE", policy.ApplyStepSize ? "STEPS_COUNT" : "NO_STEPS");
        Choice(json, "D-STEP-SCOPE", policy.StepScope);
        json.WriteString("D-STEP-BILLABLE", policy.StepCountsUnpricedVolume ? "ALL_VOLUME" : "PRICED_VOLUME");
        json.WriteString("D-SNAP", policy.SnapHours ? "SNAP" : "AS_STATED");
        Choice(json, "D-EVSE", policy.StationPause);
        json.WriteString("D-TOTAL-TIME", policy.ReservationInTotalTime ? "WITH_RESERVATION" : "WITHOUT_RESERVATION");
        json.WriteString("D-TARIFF-ID", policy.PeriodWithoutTariffUsesSessionTariff ? "SESSION_TARIFF" : "UNPRICED");
        json.WriteString("D-LIMIT-SCOPE", policy.MinimumWithoutSession ? "MINIMUM_ALWAYS" : "MINIMUM_WITH_SESSION");
        Choice(json, "D-V2G", policy.ExportedEnergy);
        json.WriteString("D-BOOKING", policy.Bookings ? "PRICED" : "UNPRICED");
        json.WriteString("D-EXT", policy.HubExtensions ? "HONOURED" : "IGNORED");
        json.WriteStartObject("D-ROUND");
        Choice(json, "point", policy.RoundingPoint);
        Choice(json, "mode", policy.RoundingMode);
        Choice(json, "taxes", policy.TaxRounding);
        Decimals(json, "decimals", policy.RoundingDecimals);
        Decimals(json, "minor_units", policy.MinorUnits);
        json.WriteEndObject();
        json.WriteStartArray("D-TAX");
        foreach (var tax in policy.TaxProfile)
        {
            json.WriteStartObject();
            json.WriteString("name", tax.Name);
            json.WriteNumber("percentage", tax.Percentage);
            if (tax.AccountNumber is not null)
            {
                json.WriteString("account_number", tax.AccountNumber);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Choice<T>(Utf8JsonWriter json, string name, T value)
        where T : struct, Enum => json.WriteString(name, ReportWriter.Name(value.ToString()));

    private static void Decimals(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } decimals)
        {
            json.WriteNumber(name, decimals);
        }
        else
        {
            json.WriteString(name, "CURRENCY");
        }
    }
}
