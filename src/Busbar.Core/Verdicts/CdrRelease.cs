using Busbar.Core.Objects;

namespace Busbar.Core.Verdicts;

/// <summary>Passes a CDR on that was kept back: it becomes its audience's, and the change that says so brings it to every partner.</summary>
public sealed class CdrRelease(IObjectStore objects)
{
    /// <summary>Whether it was kept back until now. Repeating it does nothing.</summary>
    public async ValueTask<bool> ReleaseAsync(StoredObject cdr, CancellationToken cancellation)
    {
        if (!HeldAudience.IsHeld(cdr.Facts))
        {
            return false;
        }

        var written = await objects.WriteAsync(new ObjectWrite { Key = cdr.Key, Source = cdr.Source, Decide = Decide }, cancellation);
        return written.Decision is ObjectDecision.Store;
    }

    private static ObjectDecision Decide(ICurrentObject? current) =>
        current is { Deleted: false } && HeldAudience.TryRelease(current.Facts, out var released)
            ? new ObjectDecision.Store(current.Version, current.ReadUtf8(), released.Value)
            : new ObjectDecision.Keep(KeepReason.Same);
}
