using System.Globalization;
using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Busbar.Core.Jobs;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Queries;

/// <summary>Reconciliation as the operator sees and orders it.</summary>
internal sealed class ReconciliationQueries(IReconciliation reconciliation, IDifferenceStore differences, JobDesk desk, ConnectionDirectory directory) : IReconciliationQueries
{
    public async Task<IReadOnlyList<ComparisonView>> ListAsync(Guid? connection, int limit, CancellationToken cancellation)
    {
        var compared = await desk.ListAsync(new JobQuery { Kind = ComparisonOrder.Kind, Connection = connection, Limit = limit }, cancellation);
        var checks = connection is null ? await desk.ListAsync(new JobQuery { Kind = CheckOrder.Kind, Limit = limit }, cancellation) : [];
        return [.. compared.Concat(checks).OrderByDescending(job => job.CreatedAt).Take(limit).Select(View)];
    }

    public async Task<ComparisonView?> FindAsync(Guid id, CancellationToken cancellation) => await FindJobAsync(id, cancellation) is { } job ? View(job) : null;

    public async Task<Page<DifferenceView>> DifferencesAsync(Guid id, IReadOnlyList<string> kinds, long after, int limit, CancellationToken cancellation)
    {
        var wanted = kinds.Select(kind => Words.TryRead(kind, out DifferenceKind known) ? known : (DifferenceKind?)null).OfType<DifferenceKind>().ToList();
        var found = await differences.ListAsync(id, wanted, after, limit, cancellation);
        return new Page<DifferenceView>
        {
            Items = [.. found.Select(View)],
            Next = found.Count == limit ? found[^1].Number.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    public async Task<JobView?> FindRepairAsync(Guid id, CancellationToken cancellation)
    {
        var repairs = await desk.ListAsync(new JobQuery { Kind = RepairOrder.Kind, Limit = 1000 }, cancellation);
        return repairs.FirstOrDefault(job => job.Subject == id.ToString("N")) is { } repair ? JobViews.Of(repair) : null;
    }

    public async Task CompareAsync(Guid connection, CancellationToken cancellation)
    {
        if (directory.Current.Find(connection) is { } found)
        {
            await OrderAsync(found, Possible(found, null, null), ComparisonOrder.UsualRate, cancellation);
        }
    }

    public Task CheckAsync(CancellationToken cancellation) => reconciliation.CheckAsync(CheckOrder.Usual, cancellation);

    public async Task<bool> RepairAsync(Guid id, CancellationToken cancellation) =>
        await FindJobAsync(id, cancellation) is { } job && await reconciliation.RepairAsync(job, [], cancellation) is not null;

    public async Task<Job?> FindJobAsync(Guid id, CancellationToken cancellation) =>
        await desk.FindAsync(id, cancellation) is { Kind: ComparisonOrder.Kind or CheckOrder.Kind } job ? job : null;

    /// <summary>What can be compared with a partner: modules that it offers the side for.</summary>
    public IReadOnlyList<(ModuleId Module, ComparisonDirection Direction)> Possible(Connection connection, IReadOnlyCollection<ModuleId>? modules, ComparisonDirection? direction) =>
    [
        .. OwnedModule.InOrder.Where(module => modules is null || modules.Contains(module.Module)).SelectMany(module => new[]
        {
            (module.Module, ComparisonDirection.Sent), (module.Module, ComparisonDirection.Held),
        }.Where(pair => direction is null || pair.Item2 == direction).Where(pair => pair.Item2 == ComparisonDirection.Sent
            ? reconciliation.Comparable.Contains(module.Module) && module.UrlAt(connection, InterfaceRole.Receiver) is not null
            : module.UrlAt(connection, InterfaceRole.Sender) is not null)),
    ];

    public async Task<IReadOnlyList<ComparisonView>> OrderAsync(
        Connection connection, IReadOnlyList<(ModuleId Module, ComparisonDirection Direction)> runs, int rate, CancellationToken cancellation)
    {
        var views = new List<ComparisonView>();
        foreach (var (module, direction) in runs)
        {
            views.Add(View(await reconciliation.CompareAsync(connection.Id, new ComparisonOrder(module.Value, direction, rate), cancellation)));
        }

        return views;
    }

    public ComparisonView View(Job job)
    {
        var order = job.Kind == ComparisonOrder.Kind ? ComparisonOrder.Read(job.Request) : null;
        var progress = ReconciliationProgress.Read(job.Result ?? job.Progress);
        return new ComparisonView
        {
            Id = job.Id,
            Direction = order is null ? CheckOrder.Kind : Words.Of(order.Direction),
            Connection = job.Connection,
            Name = job.Connection is { } connection ? directory.Current.Find(connection)?.Name : null,
            Module = order?.Module,
            State = Words.Of(job.State),
            CreatedAt = job.CreatedAt,
            UpdatedAt = job.UpdatedAt,
            Total = progress.Total,
            Looked = progress.Looked,
            Same = progress.Same,
            Waiting = progress.Waiting,
            Withheld = progress.Withheld,
            NotCheckable = progress.NotCheckable,
            Found = progress.Found.OrderBy(entry => entry.Key).ToDictionary(entry => Words.Of(entry.Key), entry => entry.Value),
            Notes = progress.Notes,
            Problem = job.Problem,
        };
    }

    private static DifferenceView View(Difference difference) => new()
    {
        Kind = Words.Of(difference.Kind),
        Module = difference.Object.Module.Value,
        CountryCode = difference.Object.Owner.CountryCode,
        PartyId = difference.Object.Owner.Code,
        ObjectId = difference.Object.Id,
        Message = difference.Detail.Message,
        Expected = difference.Detail.Expected,
        Found = difference.Detail.Found,
        Members = difference.Detail.Members is { } members ? [.. members.Select(member => new DifferingMemberView { Path = member.Path, How = member.How })] : null,
        Ids = difference.Detail.Ids,
        Connection = difference.Detail.Connection,
        Refusal = difference.Detail.Refusal,
    };
}
