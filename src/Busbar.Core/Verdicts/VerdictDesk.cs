using Busbar.Core.Objects;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Core.Verdicts;

/// <summary>Where the operator reads verdicts and decides about CDRs.</summary>
public sealed class VerdictDesk(IVerdictStore verdicts, IObjectStore objects, CdrChecker checker, CdrRelease release)
{
    /// <summary>Accepts a CDR, and passes it on when it was kept back; or disputes it. Null when it has no verdict.</summary>
    public async ValueTask<Verdict?> DecideAsync(ObjectKey cdr, VerdictState state, string? note, CancellationToken cancellation)
    {
        if (await verdicts.FindAsync(cdr, cancellation) is null)
        {
            return null;
        }

        if (state == VerdictState.Accepted && await objects.FindAsync(cdr, cancellation) is { Deleted: false } stored)
        {
            // First, so that a repetition after a crash finds it not yet accepted and does the rest.
            await release.ReleaseAsync(stored, cancellation);
        }

        await verdicts.DecideAsync(cdr, state, note, cancellation);
        return await verdicts.FindAsync(cdr, cancellation);
    }

    /// <summary>The explanation of a CDR in a language; null when there is no such CDR, or nothing can be said of its price.</summary>
    public async ValueTask<IReadOnlyList<TextSection>?> ExplainAsync(ObjectKey cdr, Language language, CancellationToken cancellation) =>
        await objects.FindAsync(cdr, cancellation) is { } stored && (await checker.CheckAsync(stored, cancellation)).Verdict is { } verdict
            ? PriceText.Sections(verdict, language)
            : null;
}
