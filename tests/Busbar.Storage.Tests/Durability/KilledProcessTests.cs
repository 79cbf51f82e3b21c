using System.Diagnostics;
using System.Globalization;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Tests.Objects;
using Busbar.Storage.Tests.Stores;
using static Busbar.Storage.Tests.Objects.TestObjects;

namespace Busbar.Storage.Tests.Durability;

public sealed class KilledProcessTests : IAsyncLifetime
{
    private readonly SqliteTestStore _store = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Process_killed_while_it_writes_loses_nothing_that_it_acknowledged()
    {
        Directory.CreateDirectory(_store.Folder);
        var acknowledged = new List<(string Id, int Version, long Sequence)>();
        for (var life = 1; life <= 3; life++)
        {
            acknowledged.AddRange(await LiveAndDieAsync(life * 400));
            await VerifyAsync(acknowledged);
            await _store.CloseAsync();
        }
    }

    private async Task<List<(string Id, int Version, long Sequence)>> LiveAndDieAsync(int writes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, ArgumentList = { "--victim", _store.File } };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Insert(0, typeof(Victim).Assembly.Location);
        }

        using var victim = Process.Start(start)!;
        var acknowledged = new List<(string Id, int Version, long Sequence)>();
        while (await victim.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            // A line that the kill cut short was acknowledged to nobody.
            if (line.Split(' ') is [var id, var version, var sequence])
            {
                acknowledged.Add((id, int.Parse(version, CultureInfo.InvariantCulture), long.Parse(sequence, CultureInfo.InvariantCulture)));
            }

            if (acknowledged.Count == writes)
            {
                victim.Kill();
            }
        }

        await victim.WaitForExitAsync(Cancellation);
        Assert.NotEqual(0, victim.ExitCode);
        Assert.True(acknowledged.Count >= writes);
        return acknowledged[..^1];
    }

    private async Task VerifyAsync(List<(string Id, int Version, long Sequence)> acknowledged)
    {
        var last = await _store.Changes.LastSequenceAsync(Cancellation);
        var changes = new List<Change>();
        while (changes.Count < last)
        {
            changes.AddRange(await _store.Changes.ReadAsync(changes.Count, 500, Cancellation));
        }

        // The log has no gap, and every acknowledged write stands where it was said to stand.
        Assert.Equal(Enumerable.Range(1, (int)last).Select(i => (long)i), changes.Select(change => change.Sequence));
        foreach (var (id, _, sequence) in acknowledged)
        {
            Assert.Equal(id, changes[(int)sequence - 1].Object!.Value.Id);
        }

        // Every object holds its last acknowledged state, or one that was written after it and could not be acknowledged any more.
        foreach (var ofOne in acknowledged.GroupBy(write => write.Id))
        {
            var newest = ofOne.MaxBy(write => write.Sequence);
            var stored = await _store.Objects.FindAsync(Location(newest.Id), Cancellation);
            Assert.NotNull(stored);
            Assert.True(stored.Sequence >= newest.Sequence);
            Assert.Equal(changes.Last(change => change.Object!.Value == stored.Key).Sequence, stored.Sequence);
            if (stored.Sequence == newest.Sequence)
            {
                Assert.Equal(newest.Version.ToString(CultureInfo.InvariantCulture), stored.Text());
            }
        }

        Assert.Equal(
            changes.Select(change => change.Object!.Value).Distinct().Count(),
            await _store.Objects.CountAsync(new PageQuery { Module = ModuleId.Locations, Limit = 1 }, Cancellation));
    }
}
