using Busbar.Admin.Contracts;

namespace Busbar.Console.Words;

/// <summary>What came of a comparison, in words and tones, in the order in which it is shown.</summary>
internal static class Outcomes
{
    public static IReadOnlyList<(string Key, string Word, Tone Tone, long Count)> Of(ComparisonView run)
    {
        var results = new List<(string, string, Tone, long)>();
        if (run.Direction != "check")
        {
            results.Add(("same", "the same", Tone.Good, run.Same));
        }

        foreach (var (kind, count) in run.Found)
        {
            results.Add((kind, Kind(kind), ToneOf(kind), count));
        }

        results.Add(("waiting", "on their way", Tone.Busy, run.Waiting));
        results.Add(("withheld", "withheld", Tone.Calm, run.Withheld));
        results.Add(("not_checkable", "not checkable", Tone.Calm, run.NotCheckable));
        return results;
    }

    public static string Kind(string kind) => kind switch
    {
        "session_without_cdr" => "sessions without CDR",
        "cdr_without_session" => "CDRs without session",
        "not_acknowledged" => "not acknowledged",
        "dangling_reference" => "references that point nowhere",
        "stale_status" => "with an old status",
        _ => Say.Plain(kind),
    };

    public static Tone ToneOf(string kind) => kind is "missing" or "session_without_cdr" or "not_acknowledged" ? Tone.Bad : Tone.Warn;

    public static (string Word, Tone Tone) State(ComparisonView run) => run.State switch
    {
        "done" when run.Found.Count == 0 => ("all right", Tone.Good),
        "done" => ("done", Tone.Warn),
        "failed" => ("failed", Tone.Bad),
        "running" => ("running", Tone.Busy),
        _ => (Say.Plain(run.State), Tone.Calm),
    };

    /// <summary>"locations that we sent".</summary>
    public static string Title(ComparisonView run) => run.Direction switch
    {
        "sent" => $"{Say.Title(run.Module ?? "")} that we sent",
        "held" => $"{Say.Title(run.Module ?? "")} that we hold",
        _ => "Our own store",
    };
}
