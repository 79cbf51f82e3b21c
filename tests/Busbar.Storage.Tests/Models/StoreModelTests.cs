using System.Globalization;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Connections;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using Busbar.Testing.Operations;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Models;

/// <summary>
/// Random writes, reads, cursors and restarts on a store and on a model of it: the log has no gap and the order of the writes, from memory and from disk; a reader that goes
/// on from its cursor and keeps each object's latest state knows everything, wherever it died.
/// </summary>
public abstract class StoreModelTests<TStore> : IAsyncLifetime
    where TStore : TestStore, new()
{
    private const int Readers = 3;
    private const int Objects = 6;
    private readonly Guid[] _readers = [.. Enumerable.Range(0, Readers).Select(_ => Guid.NewGuid())];

    protected TStore Store { get; } = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var reader in _readers)
        {
            await Store.Get<IConnectionStore>().SaveAsync(TestConnections.New($"reader {reader}") with { Id = reader }, TokenChanges.None, Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Store_is_what_its_model_is() => OperationLaw.HoldsAsync(80, Make, RunAsync);

    private static IReadOnlyList<StoreOperation> Make(Random chance)
    {
        var text = 0;
        return [.. Enumerable.Range(0, 20).Select(_ => chance.Next(200) switch
        {
            < 70 => (StoreOperation)new StoreOperation.Writes([.. Steps(chance.Next(1, 9))]),
            < 90 => new StoreOperation.Page([.. Steps(chance.Next(1, 5))]),
            < 106 => new StoreOperation.Event(++text),
            < 140 => new StoreOperation.Read(chance.Next(40), chance.Next(1, 30)),
            < 199 => new StoreOperation.Follow(chance.Next(Readers), chance.Next(1, 12), chance.Next(4) == 0),
            _ => new StoreOperation.Restart(),
        })];

        IEnumerable<ObjectStep> Steps(int count) => Enumerable.Range(0, count).Select(_ => new ObjectStep(
            chance.Next(Objects),
            chance.Next(10) switch { < 5 => ObjectStepKind.Put, < 7 => ObjectStepKind.PutPart, < 9 => ObjectStepKind.Delete, _ => ObjectStepKind.Keep },
            ++text));
    }

    private async Task RunAsync(int run, IReadOnlyList<StoreOperation> operations)
    {
        var before = await Store.Changes.LastSequenceAsync(Cancellation);
        var model = new StoreModel();
        for (var reader = 0; reader < Readers; reader++)
        {
            await SaveAsync(reader, before);
            (model.Cursors[reader], model.Known[reader]) = (before, []);
        }

        foreach (var operation in operations)
        {
            await DoAsync(run, before, model, operation);
        }

        for (var reader = 0; reader < Readers; reader++)
        {
            while (await FollowAsync(model, reader, 7, dies: false))
            {
                // Until there is no more.
            }

            Assert.Equal(model.Objects.ToDictionary(o => o.Key, o => o.Value.Text), model.Known[reader]);
        }

        foreach (var (id, (text, sequence)) in model.Objects)
        {
            var stored = await Store.Objects.FindAsync(Key(id), Cancellation);
            Assert.Equal((text is null, sequence), (stored!.Deleted, stored.Sequence));
            Assert.True(text is null || (text == stored.Text() && stored.Facts.Audience == Audience(run, text)));
        }
    }

    private async Task DoAsync(int run, long before, StoreModel model, StoreOperation operation)
    {
        switch (operation)
        {
            case StoreOperation.Writes writes:
                Learn(run, model, [.. writes.Steps.Zip(await Task.WhenAll(writes.Steps.Select(step => Store.Objects.WriteAsync(Write(run, step), Cancellation).AsTask())))]);
                break;

            case StoreOperation.Page page:
                var results = await Store.Objects.WriteManyAsync([.. page.Steps.Select(step => Write(run, step))], Cancellation);
                Assert.Equal(results.Where(result => result.Sequence > 0).OrderBy(result => result.Sequence), results.Where(result => result.Sequence > 0));
                Learn(run, model, [.. page.Steps.Zip(results)]);
                break;

            case StoreOperation.Event told:
                model.Add(await Store.Changes.AppendAsync(ChangeKind.CallChanged, null, $$"""{"text":{{told.Text}}}""", Cancellation), ChangeKind.CallChanged, null, null, null);
                break;

            case StoreOperation.Read read:
                var after = Math.Max(before, model.Last - read.Back);
                Assert.Equal(model.After(after).Take(read.Limit), (await Store.Changes.ReadAsync(after, read.Limit, Cancellation)).Select(StoreModel.Said));
                break;

            case StoreOperation.Follow follow:
                await FollowAsync(model, follow.Reader, follow.Limit, follow.Dies);
                break;

            case StoreOperation.Restart:
                await Store.RestartAsync();
                break;
        }
    }

    /// <summary>What was written has consecutive numbers, and the model takes it in their order.</summary>
    private static void Learn(int run, StoreModel model, IReadOnlyList<(ObjectStep Step, WriteResult Result)> written)
    {
        var changes = written.Where(write => write.Result.Sequence > 0).OrderBy(write => write.Result.Sequence).ToList();
        Assert.All(written.Except(changes), write => Assert.IsType<ObjectDecision.Keep>(write.Result.Decision));
        foreach (var (step, result) in changes)
        {
            Assert.True(model.Last == 0 || result.Sequence == model.Last + 1, $"{result.Sequence} follows {model.Last}");
            var known = model.Objects.GetValueOrDefault(Name(run, step.Object));
            var deleted = result.Decision is ObjectDecision.Delete;
            Assert.Equal(known.Text is null && !deleted, result.Created);
            model.Add(
                result.Sequence, deleted ? ChangeKind.ObjectDeleted : ChangeKind.ObjectStored, Name(run, step.Object),
                step.Kind == ObjectStepKind.PutPart ? "E1" : null, $"{step.Text}");
        }
    }

    private static ObjectWrite Write(int run, ObjectStep step) => new()
    {
        Key = Key(Name(run, step.Object)),
        Source = null,
        Decide = current => step.Kind switch
        {
            ObjectStepKind.Put => Document($"{step.Text}", audience: Audience(run, $"{step.Text}")),
            ObjectStepKind.PutPart => Document($"{step.Text}", audience: Audience(run, $"{step.Text}"), part: new ObjectPart("E1")),
            ObjectStepKind.Delete when current is { Deleted: false } => new ObjectDecision.Delete(Noon),
            _ => new ObjectDecision.Keep(KeepReason.Same),
        },
    };

    private static string Name(int run, int number) => $"{run}-{number}";

    // Of two modules: what is kept of a tariff's past is written while other objects wait for the commit.
    private static ObjectKey Key(string id) => new(id[^1] % 3 == 0 ? ModuleId.Tariffs : ModuleId.Locations, Owner, id);

    // Every third text is for a party of its own, and most of those were never heard of before.
    private static PartyId? Audience(int run, string text) => text[^1] % 3 == 0 ? new PartyId("BE", $"{((run * 37) + int.Parse(text, CultureInfo.InvariantCulture)) & 0xFFF:X3}") : null;

    /// <summary>One step of a reader; whether there was anything to read.</summary>
    private async Task<bool> FollowAsync(StoreModel model, int reader, int limit, bool dies)
    {
        var cursor = await Store.Get<ICursorStore>().FindAsync(_readers[reader], Cancellation);
        Assert.Equal(model.Cursors[reader], cursor!.Sequence);
        var changes = await Store.Changes.ReadAsync(cursor.Sequence, limit, Cancellation);
        Assert.Equal(model.After(cursor.Sequence).Take(limit), changes.Select(StoreModel.Said));
        foreach (var key in changes.Where(change => change.Object is not null).Select(change => change.Object!.Value).Distinct())
        {
            // The latest state of what changed, which may be newer than the change: it is read when it is told.
            var stored = await Store.Objects.FindAsync(key, Cancellation);
            model.Known[reader][key.Id] = stored!.Deleted ? null : stored.Text();
        }

        if (changes.Count > 0 && !dies)
        {
            await SaveAsync(reader, changes[^1].Sequence);
            model.Cursors[reader] = changes[^1].Sequence;
        }

        return changes.Count > 0;
    }

    // Where processes share the database, only the one that has the reader may move its cursor, and it must have said lately that it lives.
    private async Task SaveAsync(int reader, long sequence)
    {
        if (Store.Get<INodeStore>().IsShared)
        {
            await Store.HoldAsync(_readers[reader]);
        }

        await Store.Get<ICursorStore>().SaveAsync(_readers[reader], new DeliveryCursor(sequence), Cancellation);
    }
}

public sealed class SqliteStoreModelTests : StoreModelTests<SqliteTestStore>;

public sealed class PostgreSqlStoreModelTests : StoreModelTests<PostgreSqlTestStore>;
