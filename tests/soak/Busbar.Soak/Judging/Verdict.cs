using System.Text;

namespace Busbar.Soak.Judging;

/// <summary>What the judge found: figures, and faults by kind.</summary>
internal sealed class Verdict
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<string>> _faults = new(StringComparer.Ordinal);

    public bool IsGood => _faults.Count == 0;

    public void Count(string what, long howMany = 1) => _counts[what] = _counts.GetValueOrDefault(what) + howMany;

    /// <param name="kind">What rule is broken.</param>
    /// <param name="which">By what; null when it is not broken.</param>
    /// <param name="whom">At whom.</param>
    public void Fault(string kind, string? which, string whom)
    {
        if (which is not null)
        {
            if (!_faults.TryGetValue(kind, out var list))
            {
                _faults[kind] = list = [];
            }

            list.Add($"{whom}: {which}");
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (what, count) in _counts)
        {
            text.AppendLine($"{count,10:N0}  {what}");
        }

        foreach (var (kind, list) in _faults)
        {
            text.AppendLine($"FAULT {list.Count:N0} x {kind}");
            foreach (var fault in list.Take(8))
            {
                text.AppendLine($"      {fault}");
            }
        }

        return text.AppendLine(IsGood ? "Nothing was lost, doubled or overtaken." : "FAULTS were found.").ToString();
    }
}
