using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Some dimensions only occur in Sessions (CDR-082); a state of charge is a percentage (CDR-089).</summary>
internal sealed class CdrDimensionRule : IObjectRule
{
    public string ObjectName => "CdrDimension";

    public bool AppliesTo(OcpiVersion version) => version > OcpiVersion.V211;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.Root.Name == "CDR")
        {
            foreach (var type in SessionOnly)
            {
                if (view.IsText("type"u8, type))
                {
                    log.AddAt("type", RuleName.Combination, Severity.Warning, "This CdrDimension only occurs in Sessions.", "CDR-082");
                }
            }
        }

        if (view.IsText("type"u8, "STATE_OF_CHARGE"u8) && view.TryNumber("volume"u8, out var charge) && charge is < 0 or > 100)
        {
            log.AddAt("volume", RuleName.Range, Severity.Warning, "The volume of STATE_OF_CHARGE is 0 to 100.", "CDR-089");
        }
    }

    private static readonly byte[][] SessionOnly =
    [
        "CURRENT"u8.ToArray(), "ENERGY_EXPORT"u8.ToArray(), "ENERGY_IMPORT"u8.ToArray(), "POWER"u8.ToArray(), "STATE_OF_CHARGE"u8.ToArray(),
    ];
}
