using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The shares of the energy sources add up to 100 (LOC-138). Rounded figures may miss it by one.</summary>
internal sealed class EnergyMixRule : IObjectRule
{
    public string ObjectName => "EnergyMix";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var raw = view.Raw("energy_sources"u8);
        if (raw.IsEmpty || raw[0] != '[')
        {
            return;
        }

        var sum = 0m;
        var count = 0;
        var reader = new Utf8JsonReader(raw);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && reader.ValueTextEquals("percentage"u8))
            {
                reader.Read();
                if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.String) || !ObjectView.TryNumberOf(reader.ValueSpan, out var share))
                {
                    return;
                }

                // Shares beyond 100 are reported where they stand; the limit keeps the sum in range.
                sum += Math.Clamp(share, -1000, 1000);
                count++;
            }
        }

        if (count > 0 && Math.Abs(sum - 100) > 1)
        {
            log.AddAt("energy_sources", RuleName.Sum, Severity.Warning, "The percentages of EnergyMix.energy_sources add up to 100.", "LOC-138");
        }
    }
}
