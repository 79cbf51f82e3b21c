using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The energy of the charging periods is in kWh like the total (SES-079). A sum a thousand times the total is in Wh.</summary>
internal sealed class SessionEnergyRule : IObjectRule
{
    public string ObjectName => "Session";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var periods = view.Raw("charging_periods"u8);
        if (periods.IsEmpty || periods[0] != '[' || !view.TryNumber("kwh"u8, out var total) || total <= 0 || total > 1_000_000)
        {
            return;
        }

        // Reported only when it is clear: the sum is within a factor of two of the total in Wh.
        if (TrySum(periods, out var sum) && sum > total * 500 && sum < total * 2000)
        {
            log.AddAt("charging_periods", RuleName.Plausibility, Severity.Warning, "ENERGY volumes of a Session are in kWh; these look like Wh.", "SES-079");
        }
    }

    private static bool TrySum(ReadOnlySpan<byte> periods, out decimal sum)
    {
        sum = 0;
        var reader = new Utf8JsonReader(periods);
        while (reader.Read())
        {
            // [ period { dimensions [ dimension {
            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 3)
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                var dimension = periods[start..(int)reader.BytesConsumed];
                if (dimension.IndexOf("\"ENERGY\""u8) >= 0 && MemberNumber.TryRead(dimension, "volume"u8, out var volume))
                {
                    if (volume is < 0 or > 1_000_000_000 || sum > 1_000_000_000_000)
                    {
                        return false;
                    }

                    sum += volume;
                }
            }
        }

        return true;
    }
}
