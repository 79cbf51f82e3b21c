using System.Collections.Concurrent;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Core.Routing;
using Busbar.Delivery.Partners;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Pull;

/// <summary>Fetches what partners offer as senders. One pull per connection at a time.</summary>
internal sealed partial class PullService(
    ConnectionDirectory directory, PartnerClients clients, PresentedParties presented, ModulePuller puller, ClientInfoPuller clientInfos, TimeProvider time, ILogger<PullService> log)
{
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _gates = [];

    /// <summary>The modules that a partner offers as their sender.</summary>
    public static IEnumerable<OwnedModule> Offered(Connection connection) =>
        OwnedModule.InOrder.Where(module => module.UrlAt(connection, InterfaceRole.Sender) is not null);

    public async Task<PullReport> PullAsync(PullRequest request, CancellationToken cancellation)
    {
        var gate = _gates.GetOrAdd(request.Connection, static _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellation);
        try
        {
            return await PullNowAsync(request, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<PullReport> PullNowAsync(PullRequest request, CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        if (directory.Current.Find(request.Connection) is not { } connection)
        {
            return Nothing(request, started, "There is no such connection.");
        }

        if (connection is not { State: ConnectionState.Connected, Version: { } version })
        {
            return Nothing(request, started, $"The connection is not connected but {connection.State.ToString().ToLowerInvariant()}.");
        }

        if (await clients.FindAsync(connection, cancellation) is not { } client)
        {
            return Nothing(request, started, "We hold no token for this partner.");
        }

        bool Asked(OwnedModule module) => request.Modules.Count == 0 || request.Modules.Contains(module.Module) || request.Modules.Contains(module.Chapter);
        var offered = Offered(connection).Where(Asked).ToList();
        var tellsClients = ClientInfoPuller.IsOffered(connection) && Asked(OwnedModule.ClientInfos);
        if (offered.Count == 0 && !tellsClients)
        {
            return Nothing(request, started, "The partner offers none of these modules as their sender.");
        }

        var ours = await presented.ForAsync(connection, version, side: null, cancellation);
        var modules = new List<ModulePull>(offered.Count + 1);
        if (tellsClients)
        {
            // First: whose objects may come is known by it.
            Add(await clientInfos.PullAsync(client, connection, cancellation));
            connection = directory.Current.Find(connection.Id) ?? connection;
        }

        foreach (var module in offered)
        {
            Add(await puller.PullAsync(client, connection, module, request, Routing(connection, ours, module.Module), cancellation));
        }

        void Add(ModulePull result)
        {
            modules.Add(result);
            LogPulled(log, connection.Name, result.Module.Value, result.Complete, result.Pages, result.Objects, result.Stored, result.Removed, result.RefusedCount);
        }

        return new PullReport(connection.Id, started, time.GetUtcNow() - started, modules);
    }

    /// <summary>From a party of ours that reads the module; to the partner's party that sends it, or to the hub for everything that it has.</summary>
    internal static CallOptions Routing(Connection connection, IReadOnlyList<PlatformParty> ours, ModuleId module)
    {
        var from = ours.FirstOrDefault(party => ModuleReaders.Reads(party.Role, module)) ?? ours[0];
        var to = connection.HubParty ?? ModuleReaders.OwnerAmong(connection.Parties, module);
        return new CallOptions { From = from.Party, To = to };
    }

    private PullReport Nothing(PullRequest request, DateTimeOffset started, string problem) =>
        new(request.Connection, started, time.GetUtcNow() - started, [], problem);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Pulled {Module} of {Connection} (complete: {Complete}): {Pages} pages, {Objects} objects, {Stored} stored, {Removed} removed, {Refused} refused.")]
    private static partial void LogPulled(
        ILogger log, string connection, string module, bool complete, int pages, int objects, int stored, int removed, int refused);
}
