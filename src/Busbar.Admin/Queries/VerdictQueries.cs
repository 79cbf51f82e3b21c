using System.Globalization;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Pricing.Reports;

namespace Busbar.Admin.Queries;

/// <summary>Verdicts as the operator sees them.</summary>
internal sealed class VerdictQueries(IVerdictStore verdicts, VerdictDesk desk)
{
    public async Task<Page<VerdictView>> ListAsync(VerdictQuery query, CancellationToken cancellation)
    {
        var found = await verdicts.ListAsync(query, cancellation);
        return new Page<VerdictView>
        {
            Items = [.. found.Select(entry => View(entry.Verdict))],
            Next = found.Count == query.Limit ? found[^1].Number.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    public async Task<VerdictDetailView?> FindAsync(ObjectKey cdr, Language language, CancellationToken cancellation)
    {
        if (await verdicts.FindAsync(cdr, cancellation) is not { } verdict)
        {
            return null;
        }

        using var report = JsonDocument.Parse(verdict.Report);
        return new VerdictDetailView
        {
            Verdict = View(verdict),
            Report = report.RootElement.Clone(),
            Explanation = Sections(await desk.ExplainAsync(cdr, language, cancellation) ?? []),
            Language = language.Tag,
        };
    }

    public static IReadOnlyList<TextSectionView> Sections(IReadOnlyList<TextSection> sections) =>
        [.. sections.Select(section => new TextSectionView { Title = section.Title, Lines = section.Lines })];

    public static VerdictView View(Verdict verdict) => new()
    {
        CountryCode = verdict.Cdr.Owner.CountryCode,
        PartyId = verdict.Cdr.Owner.Code,
        CdrId = verdict.Cdr.Id,
        Sequence = verdict.Sequence,
        At = verdict.At,
        Connection = verdict.Connection,
        Outcome = Words.Of(verdict.Outcome),
        State = Words.Of(verdict.State),
        Currency = verdict.Currency,
        Stated = verdict.Stated,
        Computed = verdict.Computed,
        Inconsistencies = verdict.Inconsistencies,
        Cause = verdict.Cause,
        Signature = verdict.Signature,
        Note = verdict.Note,
    };
}
