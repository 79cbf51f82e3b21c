using System.Text.Json.Nodes;
using Busbar.Soak.Records;

namespace Busbar.Soak.Judging;

/// <summary>
/// Every CDR counts once. It may be posted again only when the gateway could not know that it had arrived: the answer broke off, or a process died or was cut off right
/// after it. Where CDRs can be read back the gateway has to look first; there it comes again only if looking failed, too.
/// </summary>
/// <param name="happenings">What was done to the gateways.</param>
/// <param name="partner">Whose CDRs.</param>
/// <param name="tellsCdrs">Whether the partner lets CDRs be read back.</param>
internal sealed class CdrCheck(IReadOnlyList<Happening> happenings, string partner, bool tellsCdrs)
{
    // How long it may take until a receipt is on disk, on a machine with far more to do than it can.
    private const int Receipt = 5000;

    private readonly Dictionary<string, List<Exchange>> _posts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Exchange>> _looks = new(StringComparer.Ordinal);
    private readonly List<string> _strays = [];

    public int Arrivals(string key) => _posts.TryGetValue(key, out var posts) ? posts.Count : 0;

    public void See(Exchange exchange)
    {
        var key = Shelf.KeyOf(exchange);
        if (exchange.Method == "GET")
        {
            Of(_looks, key).Add(exchange);
        }
        else if (exchange.Method != "POST")
        {
            _strays.Add($"{exchange.Method} {exchange.Path}");
        }
        else if (exchange.Counts)
        {
            Of(_posts, key).Add(exchange);
        }
    }

    public void Conclude(Verdict verdict)
    {
        foreach (var (key, posts) in _posts)
        {
            verdict.Count("CDRs taken in");
            verdict.Count("CDRs posted again", posts.Count - 1);
            verdict.Fault("CDR came again with another content", posts.TrueForAll(post => JsonNode.DeepEquals(View.Whole((JsonObject)post.Body!), View.Whole((JsonObject)posts[0].Body!))) ? null : key, partner);
            for (var next = 1; next < posts.Count; next++)
            {
                verdict.Fault("CDR posted again without need", Reason(key, posts[next - 1], posts[next]) is null ? $"{key} at {posts[next - 1].Ended} and {posts[next].Began} ms" : null, partner);
            }
        }

        foreach (var stray in _strays)
        {
            verdict.Fault("CDR sent otherwise than by POST", stray, partner);
        }
    }

    private static List<Exchange> Of(Dictionary<string, List<Exchange>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }

    // Whatever befalls a gateway or its database; of the partners' absences only this one's.
    private bool Breaks(Happening happening) => happening.What switch { "away" => happening.Whom == partner, "back" or "started" or "warm" => false, _ => true };

    private string? Reason(string key, Exchange before, Exchange again)
    {
        var unknown = before.Http is null ? "the answer was lost"
            : before.Mishap is not null ? "the answer came late"
            : happenings.Any(happening => happening.At >= before.Began - 50 && happening.At <= before.Ended + Receipt && Breaks(happening)) ? "a process died"
            : null;

        // Looking failed when the partner answered it with an error that is no "not here".
        var looked = tellsCdrs && _looks.TryGetValue(key, out var looks) ? looks.LastOrDefault(look => look.Began >= before.Ended && look.Began <= again.Began) : null;
        return unknown is null || (tellsCdrs && looked is not { Http: 500 }) ? null : unknown;
    }
}
