using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Delivery.Tariffs;

/// <summary>Who of 2.1.1 there is to tell. What is to be done once for all of them is done by the process that does the work of the first.</summary>
internal static class OldPartners
{
    public static Connection? First(ConnectionSnapshot snapshot) => snapshot.Connections.Where(IsTold).MinBy(connection => connection.Id);

    private static bool IsTold(Connection connection) =>
        connection.Version == OcpiVersion.V211 && connection.State == ConnectionState.Connected && connection.Profile.Push;
}
