using Busbar.Core.Objects;
using Busbar.Ocpi.Metering.Ocmf;
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
    public async ValueTask<IReadOnlyList<TextSection>?> ExplainAsync(ObjectKey cdr, Language language, CancellationToken cancellation)
    {
        if (await objects.FindAsync(cdr, cancellation) is not { } stored || await checker.CheckAsync(stored, cancellation) is not { Verdict: { } verdict } found)
        {
            return null;
        }

        var sections = PriceText.Sections(verdict, language);
        return found.Signed is { } signed ? [.. sections, PriceText.SignedData(Verified(signed.State), signed.Findings.Count > 0, language)] : sections;
    }

    private static bool? Verified(SignatureState state) => state switch
    {
        SignatureState.Verified => true,
        SignatureState.Failed => false,
        _ => null,
    };
}
