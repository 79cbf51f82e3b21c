using Busbar.Core.Connections;
using Busbar.Core.Registration;

namespace Busbar.Admin.Connections;

/// <summary>Stops pushing to a partner and goes on with it, for the operator API and the console.</summary>
public sealed class DeliveryPause(ConnectionDirectory directory, ConnectionService service)
{
    /// <summary>False when there is no such connection.</summary>
    public async Task<bool> SetAsync(Guid connection, bool paused, CancellationToken cancellation)
    {
        if (directory.Current.Find(connection) is null)
        {
            return false;
        }

        await service.PauseAsync(connection, paused, cancellation);
        return true;
    }
}
