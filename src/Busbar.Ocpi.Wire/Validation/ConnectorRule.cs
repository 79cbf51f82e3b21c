using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Power and plug fit together: a power far below voltage times current is hardly in watt, and direct current has no socket.</summary>
internal sealed class ConnectorRule : IObjectRule
{
    public string ObjectName => "Connector";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        if (view.TryNumber("max_electric_power"u8, out var power) && power is > 0 and < 1000
            && view.TryNumber(view.Version == OcpiVersion.V211 ? "voltage"u8 : "max_voltage"u8, out var volts)
            && view.TryNumber(view.Version == OcpiVersion.V211 ? "amperage"u8 : "max_amperage"u8, out var amperes)
            && volts is > 0 and < 100_000 && amperes is > 0 and < 100_000 && volts * amperes > 3000)
        {
            log.AddAt("max_electric_power", RuleName.Plausibility, Severity.Warning, "Connector.max_electric_power is in watt; the value looks like kilowatt.");
        }

        if (view.IsText("power_type"u8, "DC"u8) && view.IsText("format"u8, "SOCKET"u8))
        {
            log.AddAt("format", RuleName.Plausibility, Severity.Warning, "A Connector with direct current has an attached cable.", "LOC-133");
        }
    }
}
