using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Connector (X-CON-01 to X-CON-07).</summary>
internal static class ConnectorStep
{
    public static void From211To22(Place connector)
    {
        connector.Rename("voltage", "max_voltage");
        connector.Rename("amperage", "max_amperage");
        if (connector.Node.Find("tariff_id") is not { } tariff)
        {
            return;
        }

        if (tariff.IsNull)
        {
            connector.Rename("tariff_id", "tariff_ids");
            return;
        }

        connector.Set("tariff_id", Node.NewArray(tariff.Copy()));
        connector.Rename("tariff_id", "tariff_ids");
    }

    public static void From22To211(Place connector)
    {
        PowerTypes.Down(connector, "power_type", OcpiVersion.V211);
        FitPower(connector);
        connector.Rename("max_voltage", "voltage");
        connector.Rename("max_amperage", "amperage");
        ConnectorTariff.From22To211(connector);
    }

    public static void From221To22(Place connector) => PowerTypes.Down(connector, "power_type", OcpiVersion.V22);

    public static void From230To221(Place connector)
    {
        PowerTypes.Down(connector, "power_type", OcpiVersion.V221);
        connector.Drop("capabilities", "X-CON-07", "The target version has no capabilities of connectors.");
    }

    /// <summary>A Connector that stands alone: without its form in the target version there is nothing to send.</summary>
    public static Action<Place> Alone(Action<Place> step, OcpiVersion target) => connector =>
    {
        if (HasForm(connector, target))
        {
            step(connector);
        }
        else
        {
            connector.Log.Withhold(Reason(connector));
        }
    };

    /// <summary>The Connectors of an EVSE.</summary>
    /// <returns>Whether the EVSE has connectors in the target version, or had none to begin with.</returns>
    public static bool All(Place evse, OcpiVersion target, Action<Place> step)
    {
        int given = 0, left = 0;
        foreach (var connector in evse.Objects("connectors"))
        {
            given++;
            if (HasForm(connector, target))
            {
                step(connector);
                left++;
            }
            else
            {
                connector.LeaveOut("X-CON-04", Reason(connector));
            }
        }

        return given == 0 || left > 0;
    }

    /// <summary>Whether the version can describe the connector: no other standard may stand for one it does not know.</summary>
    private static bool HasForm(Place connector, OcpiVersion target) =>
        connector.Log.SendsEveryConnector || KnownValues.Of(target, "ConnectorType").Knows(connector.Node.Find("standard"));

    private static string Reason(Place connector) => $"The target version does not know the connector standard {connector.Text("standard")}.";

    /// <summary>2.1.1 has no power: a direct current that the power does not allow would promise too much (X-CON-02).</summary>
    private static void FitPower(Place connector)
    {
        if (connector.Is("power_type", "DC")
            && Amounts.Read(connector.Node.Find("max_electric_power")) is { } power
            && Amounts.Read(connector.Node.Find("max_voltage")) is > 0 and { } voltage
            && Amounts.Read(connector.Node.Find("max_amperage")) is { } amperage && power < voltage * amperage)
        {
            connector.Approximate(
                "max_amperage", Node.Number(Math.Floor(power / voltage)), "X-CON-02",
                $"The target version has no power; the current is lowered to what {power.ToString(CultureInfo.InvariantCulture)} W allow.");
        }

        connector.Drop("max_electric_power", "X-CON-02", "The target version has no power of connectors.");
    }
}
