using Busbar.Core.Erasure;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Nodes;
using Busbar.Storage.Tests.Objects;
using Busbar.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Erasure;

/// <summary>What one process erased, the others neither show nor write upon.</summary>
public sealed class ErasureAcrossNodesTests : IAsyncLifetime
{
    private static readonly ObjectKey Token = new(ModuleId.Tokens, Driver.Provider, Driver.One.Uid);
    private static readonly ObjectKey Cdr = new(ModuleId.Cdrs, Driver.Cpo, "C1");

    private ServiceProvider _one = null!;
    private ServiceProvider _other = null!;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgreSqlServer.IsInstalled, PostgreSqlServer.Needed);
        var database = PostgreSqlServer.Shared.CreateDatabase();
        (_one, _other) = (Node.Open(database), Node.Open(database));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_one is not null)
        {
            await _one.DisposeAsync();
            await _other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Pages_and_rows_that_another_process_keeps_are_not_true_any_more()
    {
        var objects = _other.GetRequiredService<IObjectStore>();
        await objects.PutAsync(Token, Document(Driver.One.Token));
        var told = await objects.PutAsync(Cdr, Document(Driver.One.Cdr, audience: Driver.Provider));
        await _one.GetRequiredService<IVerdictStore>().SaveAsync([], long.MaxValue, Cancellation);
        await UntilAsync(_one, told.Sequence);

        var watch = _other.GetRequiredService<IObjectWatch>();
        ObjectMoment? moment;
        while ((moment = watch.Now(ModuleId.Cdrs)) is null)
        {
            await Task.Delay(5, Cancellation); // until the database is heard
        }

        var result = await new DriverEraser(_one.GetRequiredService<IErasureStore>(), _one.GetRequiredService<IObjectStore>(), _one.GetRequiredService<ILinkStore>(), TimeProvider.System).RunAsync(
            new ErasureOrder { CountryCode = "DE", PartyId = "MSP", Uid = Driver.One.Uid }, ErasureProgress.New(), (_, _) => Task.CompletedTask, Cancellation);
        Assert.Equal((1, 1), (result.Erased["tokens"], result.Erased["cdrs"]));
        await UntilAsync(_other, await _one.GetRequiredService<IChangeLog>().LastSequenceAsync(Cancellation));
        while (watch.IsUnchanged(ModuleId.Cdrs, moment.Value, []))
        {
            await Task.Delay(5, Cancellation); // what moved is told beside the log
        }

        // This process wrote the Token and remembers its row: the next one must not go there.
        Assert.True((await objects.PutAsync(Token, Document(Driver.One.Token))).Created);
        Assert.Equal(Driver.One.Token, (await _one.GetRequiredService<IObjectStore>().FindAsync(Token, Cancellation))!.Text());
        Assert.True((await objects.FindAsync(Cdr, Cancellation))!.Facts.IsErased);
    }

    private static async Task UntilAsync(ServiceProvider node, long sequence)
    {
        var log = node.GetRequiredService<IChangeLog>();
        while (await log.LastSequenceAsync(Cancellation) < sequence)
        {
            await log.WaitAsync(await log.LastSequenceAsync(Cancellation), Cancellation);
        }
    }
}
