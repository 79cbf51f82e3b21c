using System.Text.Json.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.PostgreSql;
using Busbar.Storage.Sqlite;
using Busbar.Testing.Databases;
using Busbar.Testing.Operations;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(SharedServerEnd))]

namespace Busbar.Gateway.Tests.Delivery.Models;

/// <summary>
/// Random changes, moods of a partner, outages and crashes. In the end the partner holds exactly the latest states, nothing went back on the way, a CDR came once, and after
/// an outage each object was told once however often it had changed. What is done and how the partner fares follows from the seed; which of two things comes first where they run
/// beside each other does not.
/// </summary>
public sealed class DeliveryModelTests
{
    private const int Objects = 3;

    [Fact]
    public async Task On_SQLite_the_partner_ends_with_the_latest_of_everything()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-model-");
        try
        {
            await HoldsAsync(30, services => services.AddBusbarSqlite($"Data Source={Path.Combine(folder.FullName, "busbar.db")}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task On_PostgreSQL_the_partner_ends_with_the_latest_of_everything()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var database = PostgreSqlServer.Shared.CreateDatabase();
        await HoldsAsync(20, services => services.AddBusbarPostgreSql(database));
    }

    private static async Task HoldsAsync(int sequences, Action<IServiceCollection> addDatabase)
    {
        var partner = new ModelPartner();
        await using var gateway = new ModelGateway(addDatabase, partner);
        await gateway.StartAsync(first: true);

        // From here on the partner's CDRs can be found where it keeps them.
        await ChangeAsync(gateway, new ModelObjects(-1), [new ObjectChange(ObjectChangeKind.Cdr, 0)]);
        await gateway.IdleAsync();
        await OperationLaw.HoldsAsync(sequences, Make, (run, operations) => RunAsync(gateway, partner, run, operations));
    }

    private static IReadOnlyList<DeliveryOperation> Make(Random chance) => [.. Enumerable.Range(0, 16).Select(_ => chance.Next(100) switch
    {
        < 70 => (DeliveryOperation)new DeliveryOperation.Changes([.. Some(chance, chance.Next(1, 4))]),
        < 88 => new DeliveryOperation.Partner((PartnerMood)chance.Next(3), chance.Next()),
        < 98 => new DeliveryOperation.Outage([.. Some(chance, chance.Next(2, 9))]),
        _ => new DeliveryOperation.Restart(chance.Next(2) == 0),
    })];

    private static IEnumerable<ObjectChange> Some(Random chance, int count) =>
        Enumerable.Range(0, count).Select(_ => new ObjectChange((ObjectChangeKind)chance.Next(7), chance.Next(Objects)));

    private static async Task RunAsync(ModelGateway gateway, ModelPartner partner, int run, IReadOnlyList<DeliveryOperation> operations)
    {
        var model = new ModelObjects(run);
        partner.Complaints.Clear();
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case DeliveryOperation.Changes changes:
                    await ChangeAsync(gateway, model, changes.Of);
                    break;

                case DeliveryOperation.Partner fares:
                    partner.Fare(fares.Mood, fares.Seed);
                    break;

                case DeliveryOperation.Outage outage:
                    await OutageAsync(gateway, partner, model, outage.Of);
                    break;

                case DeliveryOperation.Restart restart:
                    await gateway.StopAsync(restart.Crash);
                    await gateway.StartAsync();
                    break;
            }
        }

        partner.Fare(PartnerMood.Well);
        await gateway.IdleAsync();
        Assert.Empty(partner.Complaints);
        foreach (var (key, latest) in model.Latest)
        {
            var held = partner.Find(PathOf(key));
            Assert.True(JsonNode.DeepEquals(latest, held), $"{key} is {latest?.ToJsonString() ?? "gone"} and the partner holds {held?.ToJsonString() ?? "nothing"}");
        }
    }

    private static async Task OutageAsync(ModelGateway gateway, ModelPartner partner, ModelObjects model, IReadOnlyList<ObjectChange> changes)
    {
        partner.Fare(PartnerMood.Well);
        await gateway.IdleAsync();
        partner.Fare(PartnerMood.Away);

        // Written and therefore read in one step. What came and went again need not wait.
        var changed = await ChangeAsync(gateway, model, [.. changes, new ObjectChange(ObjectChangeKind.Cdr, 0)]);
        var waits = changed.Count(key => model.Latest[key] is not null);
        await gateway.UntilAsync(() => gateway.Status.Pending >= waits, $"{waits} objects wait");
        partner.TakeTold();
        partner.Fare(PartnerMood.Well);
        await gateway.IdleAsync();

        // Each once, a location perhaps by its changed parts; what came and went meanwhile may be passed over.
        var told = partner.TakeTold();
        Assert.All(told, path => Assert.Equal(1, path.Value));
        Assert.All(told, path => Assert.Contains(changed, key => IsOf(path.Key, key)));
        Assert.All(changed, key => Assert.True(model.Latest[key] is null || told.Keys.Any(path => IsOf(path, key)), $"{key} was not told"));
    }

    /// <returns>What changed.</returns>
    private static async Task<IReadOnlySet<ObjectKey>> ChangeAsync(ModelGateway gateway, ModelObjects model, IReadOnlyList<ObjectChange> changes)
    {
        var writes = changes.Select(model.Change).OfType<ObjectWrite>().ToList();
        await gateway.Objects.WriteManyAsync(writes, TestContext.Current.CancellationToken);
        return writes.Select(write => write.Key).ToHashSet();
    }

    private static bool IsOf(string path, ObjectKey key) => path == PathOf(key) || path.StartsWith(PathOf(key) + "/", StringComparison.Ordinal);

    private static string PathOf(ObjectKey key) => key.Module == ModuleId.Cdrs ? $"cdrs/{key.Id}" : $"{key.Module}/{key.Owner.CountryCode}/{key.Owner.Code}/{key.Id}";
}
