using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Connector between 2.2.1 and 2.3.0 (X-CON-04, X-CON-07).</summary>
internal static class ConnectorStep
{
    private static readonly IReadOnlySet<string> Known = KnownValues.Of221("ConnectorType");

    /// <summary>Whether 2.2.1 can describe the connector: no other standard may stand for one it does not know.</summary>
    public static bool HasFormIn221(Place connector) => connector.Text("standard") is not { } standard || Known.Contains(standard);

    /// <summary>A Connector that stands alone.</summary>
    public static void From230To221(Place connector)
    {
        if (!HasFormIn221(connector))
        {
            connector.Log.Withhold(Reason(connector));
            return;
        }

        connector.Drop("capabilities", "X-CON-07", "The target version has no capabilities of connectors.");
    }

    /// <summary>The Connectors of an EVSE.</summary>
    /// <returns>Whether the EVSE has connectors in 2.2.1, or had none to begin with.</returns>
    public static bool AllFrom230To221(Place evse)
    {
        var connectors = evse.Objects("connectors");
        foreach (var connector in connectors)
        {
            if (HasFormIn221(connector))
            {
                From230To221(connector);
            }
            else
            {
                connector.LeaveOut("X-CON-04", Reason(connector));
            }
        }

        return connectors.Count == 0 || connectors.Any(HasFormIn221);
    }

    private static string Reason(Place connector) => $"The target version does not know the connector standard {connector.Text("standard")}.";
}
