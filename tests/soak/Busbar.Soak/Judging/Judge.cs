using System.Text.Json.Nodes;
using Busbar.Soak.Records;

namespace Busbar.Soak.Judging;

/// <summary>
/// Judges a run by what its folder holds: what the senders sent and were acknowledged, what the partners got and took in, and when processes were killed. Knows nothing of
/// how the gateway delivers.
/// </summary>
internal sealed class Judge
{
    private readonly Verdict _verdict = new();
    private readonly List<Happening> _happenings;
    private readonly Dictionary<string, (JsonObject Document, string Version)> _sent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _everSent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _acknowledgedCdrs = new(StringComparer.Ordinal);

    private Judge(string folder) => _happenings = [.. RecordFile<Happening>.Read(Path.Combine(folder, "happenings.jsonl"))];

    public static Verdict Of(string folder)
    {
        var judge = new Judge(folder);
        foreach (var file in Directory.GetFiles(folder, "sender-*.jsonl").Order(StringComparer.Ordinal))
        {
            judge.HearSender(file);
        }

        foreach (var file in Directory.GetFiles(folder, "partner-*.jsonl").Order(StringComparer.Ordinal))
        {
            judge.HearPartner(file);
        }

        foreach (var group in judge._happenings.CountBy(happening => happening.What))
        {
            judge._verdict.Count(group.Key, group.Value);
        }

        return judge._verdict;
    }

    private static string[] NameOf(string file) => Path.GetFileNameWithoutExtension(file).Split('-');

    /// <summary>Acknowledged requests in their order are the truth, and what the gateway shows its owner must be that truth at every moment.</summary>
    private void HearSender(string file)
    {
        var name = NameOf(file);
        var shelf = new Shelf();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var exchange in RecordFile<Exchange>.Read(file))
        {
            var key = Shelf.KeyOf(exchange);
            if (!exchange.Counts)
            {
                _verdict.Count("requests to the gateway without acknowledgement, repeated");
                continue;
            }

            if (exchange.Method == "GET")
            {
                read.Add(key);
                _verdict.Count("objects read back");
                _verdict.Fault("acknowledged and not stored", Holdings.Fault(key, shelf.Objects.GetValueOrDefault(key), exchange.Answer as JsonObject, sameVersion: true), name[1]);
                continue;
            }

            _verdict.Count("documents acknowledged");
            shelf.Apply(exchange);
            _everSent.Add(key);
            read.Remove(key);
            if (exchange.Method == "POST")
            {
                _acknowledgedCdrs[key] = _acknowledgedCdrs.GetValueOrDefault(key) + 1;
            }
        }

        foreach (var (key, document) in shelf.Objects)
        {
            _verdict.Count($"objects of {name[1]} ({name[2]})");
            _sent.Add(key, (document, name[2]));
            _verdict.Fault("never read back after its last change", read.Contains(key) ? null : key, name[1]);
        }
    }

    private void HearPartner(string file)
    {
        var name = NameOf(file);
        var (partner, version, tellsCdrs) = (name[1], name[^1], name.Length == 3);
        var shelf = new Shelf();
        var order = new OrderCheck();
        var cdrs = new CdrCheck(_happenings, partner, tellsCdrs);
        foreach (var exchange in RecordFile<Exchange>.Read(file))
        {
            _verdict.Count($"requests to {partner} ({version})");
            if (exchange.Mishap is { } mishap)
            {
                _verdict.Count($"mishap {mishap}");
            }

            if (exchange.Path.StartsWith("/cdrs", StringComparison.Ordinal))
            {
                cdrs.See(exchange);
            }

            if (exchange.Counts)
            {
                _verdict.Count("deliveries taken in");
                shelf.Apply(exchange);
                _verdict.Fault("order inversion", order.See(exchange), partner);
            }
        }

        foreach (var (key, (document, sentIn)) in _sent.Where(sent => Holdings.IsFor(sent.Value.Document, partner)))
        {
            _verdict.Count("objects compared at partners");
            _verdict.Fault("partner does not hold the latest state", Holdings.Fault(key, document, shelf.Objects.GetValueOrDefault(key), sentIn == version), partner);
            if (key.StartsWith("/cdrs/", StringComparison.Ordinal))
            {
                _verdict.Fault("CDR never arrived", cdrs.Arrivals(key) == 0 ? key : null, partner);
                _verdict.Fault("CDR acknowledged to its sender more than once", _acknowledgedCdrs[key] == 1 ? null : key, partner);
            }
        }

        foreach (var key in shelf.Objects.Keys.Where(key => !_sent.TryGetValue(key, out var sent) || !Holdings.IsFor(sent.Document, partner)))
        {
            _verdict.Fault(_everSent.Contains(key) ? "partner holds what was deleted or is not its own" : "partner holds what nobody sent", key, partner);
        }

        cdrs.Conclude(_verdict);
    }
}
