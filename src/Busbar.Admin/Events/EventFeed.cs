using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Events;

/// <summary>The change log as the operator's events, in order and without end.</summary>
internal sealed class EventFeed(IChangeLog log)
{
    private const int BatchSize = 200;

    public ValueTask<long> LastAsync(CancellationToken cancellation) => log.LastSequenceAsync(cancellation);

    /// <summary>
    /// Batches of events after a sequence, as they are committed. An empty batch comes when nothing happened for a while, so that the reader can say
    /// that it is still there.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<EventView>> ReadAsync(long after, TimeSpan quiet, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var changes = await log.ReadAsync(after, BatchSize, cancellation);
            if (changes.Count > 0)
            {
                // The log has no gaps but at its beginning, where its oldest part was removed.
                var missed = changes[0].Sequence > after + 1 ? [Gap(after, changes[0])] : Array.Empty<EventView>();
                after = changes[^1].Sequence;
                yield return [.. missed, .. changes.Select(View)];
            }
            else if (!await WaitAsync(after, quiet, cancellation))
            {
                yield return [];
            }
        }
    }

    /// <summary>False when nothing came in time.</summary>
    private async Task<bool> WaitAsync(long after, TimeSpan quiet, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        enough.CancelAfter(quiet);
        try
        {
            while (await log.LastSequenceAsync(enough.Token) <= after)
            {
                await log.WaitAsync(after, enough.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    public static EventView View(Change change) => new()
    {
        Sequence = change.Sequence,
        Type = EventTypes.Of(change.Kind),
        At = change.At,
        Module = change.Object?.Module.Value,
        CountryCode = change.Object?.Owner.CountryCode,
        PartyId = change.Object?.Owner.Code,
        Id = change.Object is { } key && key.Module != ModuleId.Tokens ? key.Id : null,
        EvseUid = change.Part?.EvseUid,
        ConnectorId = change.Part?.ConnectorId,
        Connection = change.Connection,
        Detail = Parse(change.Detail),
    };

    /// <summary>What comes before the reader's first event and is not kept any more.</summary>
    private static EventView Gap(long after, Change first) => new()
    {
        Sequence = first.Sequence - 1,
        Type = EventTypes.Gap,
        At = first.At,
        Detail = Parse(string.Create(CultureInfo.InvariantCulture, $$"""{"first":{{after + 1}},"last":{{first.Sequence - 1}}}""")),
    };

    private static JsonElement? Parse(string? detail)
    {
        if (detail is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(detail);
        return document.RootElement.Clone();
    }
}
