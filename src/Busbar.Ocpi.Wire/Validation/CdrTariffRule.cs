using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The Tariff of a charging period is one of those in the CDR, when it holds any (CDR-102).</summary>
internal sealed class CdrTariffRule : IObjectRule
{
    public string ObjectName => "CDR";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var periods = view.Raw("charging_periods"u8);
        if (!view.HasItems("tariffs"u8) || periods.IndexOf("\"tariff_id\""u8) < 0)
        {
            return;
        }

        var tariffs = Collect(view.Raw("tariffs"u8), "id"u8);
        if (!Collect(periods, "tariff_id"u8).IsSubsetOf(tariffs))
        {
            log.AddAt("charging_periods", RuleName.Reference, Severity.Warning, "A charging period names a Tariff that is not in CDR.tariffs.", "CDR-102");
        }
    }

    /// <summary>The texts of one property of the objects in a list.</summary>
    private static HashSet<string> Collect(ReadOnlySpan<byte> list, ReadOnlySpan<byte> name)
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(list);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && reader.ValueTextEquals(name))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    texts.Add(reader.GetString()!);
                }
            }
        }

        return texts;
    }
}
