using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Delivery.Jobs;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Reconciliation;

/// <summary>Compares one module with one partner, in one direction.</summary>
internal sealed class CompareRunner(ConnectionDirectory directory, SentComparison sent, HeldComparison held) : IJobRunner
{
    public string Kind => ComparisonOrder.Kind;

    public async Task<string> RunAsync(JobRun run, CancellationToken cancellation)
    {
        var order = ComparisonOrder.Read(run.Job.Request);
        if (directory.Current.Find(run.Job.Connection!.Value) is not { State: ConnectionState.Connected, Version: not null } connection)
        {
            throw new JobRefusedException("The connection is not connected.");
        }

        if (!OwnedModule.TryGet(ModuleId.From(order.Module), out var module))
        {
            throw new JobRefusedException($"There are no {order.Module}.");
        }

        var progress = order.Direction == ComparisonDirection.Sent
            ? await sent.RunAsync(run, connection, module.Module, order.Rate, cancellation)
            : await held.RunAsync(run, connection, module, order.Rate, cancellation);
        return progress.Write();
    }
}
