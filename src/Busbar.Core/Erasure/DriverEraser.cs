using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Erasure;

/// <summary>
/// Erases a driver: finds everything first, changes nothing while something stands against it, then goes through the store kind by kind. It may be ended at any moment
/// and gone on with from what it last wrote down.
/// </summary>
public sealed class DriverEraser(IErasureStore store, IObjectStore objects, ILinkStore links, TimeProvider clock, ConnectionDirectory? directory = null)
{
    /// <summary>How long what passes by itself is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Each look goes through everything.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Why an order cannot be taken, as far as that can be told at once; null when it can.</summary>
    public async ValueTask<string?> ObjectionAsync(ErasureOrder order, CancellationToken cancellation)
    {
        var driver = new DriverTraces(order, ErasureProgress.New());
        var tokens = await LearnTokensAsync(driver, order, cancellation);
        if (order.Uid is not null && await IsSharedAsync(driver, cancellation))
        {
            return "Other tokens have the same contract. What names only the contract could be of any of them: order the erasure of the contract (contract_id).";
        }

        return tokens.Any(DriverToken.IsValid)
            ? "The token is valid, and partners would go on accepting it. Its owner has to withdraw it first: PUT it with valid=false or DELETE it, here if the owner is hosted here."
            : null;
    }

    /// <summary>Carries an order out, or goes on with it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="progress">Where it stands.</param>
    /// <param name="report">Is told where it stands; with true it must be written down before this returns.</param>
    /// <param name="cancellation">Ends it; what is done stays done.</param>
    /// <exception cref="ErasureRefusedException">Something stands against it. Nothing was changed.</exception>
    public async Task<ErasureResult> RunAsync(ErasureOrder order, ErasureProgress progress, Func<ErasureProgress, bool, Task> report, CancellationToken cancellation)
    {
        var driver = new DriverTraces(order, progress);
        IReadOnlyList<string> obstacles = [];
        if (!progress.Found)
        {
            obstacles = await FindAsync(driver, order, cancellation);
            progress = await CountAsync(driver, driver.Into(progress), cancellation) with { Found = true };
            await report(progress, true);
        }

        ErasurePlace? place = order.DryRun ? null : progress.Place;
        while (place is { } from)
        {
            var step = await store.EraseAsync(driver, from, write: true, cancellation);
            place = step.Next;
            progress = progress with { Place = place ?? from };
            await report(progress, false);
        }

        return new ErasureResult { DryRun = order.DryRun, Erased = progress.Erased, EvidenceKept = progress.EvidenceKept, Obstacles = obstacles };
    }

    /// <summary>Counts what there is before anything of it goes: whoever goes on with half of it could not tell any more.</summary>
    private async Task<ErasureProgress> CountAsync(DriverTraces driver, ErasureProgress progress, CancellationToken cancellation)
    {
        ErasurePlace? place = default(ErasurePlace);
        while (place is { } from)
        {
            var step = await store.EraseAsync(driver, from, write: false, cancellation);
            progress = progress.With(step);
            place = step.Next;
        }

        return progress;
    }

    private async Task<IReadOnlyList<string>> FindAsync(DriverTraces driver, ErasureOrder order, CancellationToken cancellation)
    {
        await LearnTokensAsync(driver, order, cancellation);
        var until = clock.GetUtcNow() + Patience;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var obstacles = await LookAsync(driver, cancellation);
            var delays = await store.DelaysAsync(driver, obstacles.Sequence, cancellation);
            List<string> sentences = [.. obstacles.Sentences(delays, directory)];
            if (order.Uid is not null && await IsSharedAsync(driver, cancellation))
            {
                sentences.Add("Other tokens have the same contract: the contract is to be erased.");
            }

            if (sentences.Count == 0 || order.DryRun)
            {
                return sentences;
            }

            if (!obstacles.PassByThemselves || clock.GetUtcNow() >= until)
            {
                throw new ErasureRefusedException("Nothing was erased. " + string.Join(' ', sentences));
            }

            await Task.Delay(pause, clock, cancellation);
        }
    }

    /// <summary>Goes through all objects, and again when one has told something that earlier ones may have to do with.</summary>
    private async Task<DriverObstacles> LookAsync(DriverTraces driver, CancellationToken cancellation)
    {
        while (true)
        {
            var known = driver.Uids.Count + driver.Contracts.Count;
            var obstacles = new DriverObstacles(clock.GetUtcNow());
            long? position = 0;
            while (position is { } from)
            {
                var page = await store.FindAsync(driver, from, cancellation);
                foreach (var found in page.Objects)
                {
                    obstacles.Look(found);
                }

                position = page.Next;
            }

            if (known == driver.Uids.Count + driver.Contracts.Count)
            {
                return obstacles;
            }
        }
    }

    private async ValueTask<List<StoredObject>> LearnTokensAsync(DriverTraces driver, ErasureOrder order, CancellationToken cancellation)
    {
        var tokens = new List<StoredObject>();
        var ids = order.ContractId is { } contract
            ? (await links.FindAsync(TokenBook.Kind, driver.Owner, contract, cancellation)).Select(link => link.Value).Append(contract).ToList()
            : [.. driver.TokenIds];
        foreach (var id in ids)
        {
            if (await objects.FindAsync(new ObjectKey(ModuleId.Tokens, driver.Owner, id), cancellation) is { } stored && DriverToken.Read(driver.Owner, stored.Utf8) is { } token
                && (order.ContractId is null || order.ContractId.Equals(token.ContractId, StringComparison.OrdinalIgnoreCase)))
            {
                driver.LearnToken(token);
                driver.Reads(stored.Utf8, isToken: true, driver.Owner, learn: true);
                tokens.Add(stored);
            }
        }

        return tokens;
    }

    /// <summary>Whether tokens that are not to be erased have a contract of one that is.</summary>
    private async ValueTask<bool> IsSharedAsync(DriverTraces driver, CancellationToken cancellation)
    {
        var own = driver.TokenIds.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var contract in driver.Contracts)
        {
            foreach (var link in await links.FindAsync(TokenBook.Kind, driver.Owner, contract, cancellation))
            {
                if (!own.Contains(link.Value) && await objects.FindAsync(new ObjectKey(ModuleId.Tokens, driver.Owner, link.Value), cancellation) is { } other
                    && contract.Equals(DriverToken.Read(driver.Owner, other.Utf8)?.ContractId, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
