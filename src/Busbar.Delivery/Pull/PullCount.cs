using Busbar.Core.Delivery;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>Counts what a pull of one module brings, and remembers what was listed when everything was asked for.</summary>
internal sealed class PullCount(ModuleId module, bool full, DateTimeOffset? dateFrom)
{
    private readonly List<PulledRefusal> _refused = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<ulong> _listed = [];
    private List<ulong> _page = [];
    private int _stored;
    private int _unchanged;
    private int _refusals;
    private long? _total;

    public DateTimeOffset? DateFrom => dateFrom;

    public int Pages { get; private set; }

    public int Objects { get; private set; }

    /// <summary>Why the list must not be taken for all there is; null when it may.</summary>
    public string? Doubt { get; private set; }

    public int Removed { get; set; }

    /// <summary>Whether an object was listed, as far as it could be told apart.</summary>
    public bool HasListed(ObjectKey key) => _listed.Contains(KeyMark.Of(key));

    public void Note(string note) => _notes.Add(note);

    /// <summary>Goes on from where a pull was interrupted.</summary>
    public void GoOn(PullStanding standing, IReadOnlyList<ulong> listed)
    {
        (Pages, Objects, _stored, _unchanged, _refusals) = (standing.Pages, standing.Objects, standing.Stored, standing.Unchanged, standing.Refused);
        (_total, Doubt) = (standing.Total, standing.Doubt);
        _listed.UnionWith(listed);
        _notes.Add($"The pull was interrupted and goes on at page {standing.Pages + 1}.");
    }

    public void Add(OcpiPage page)
    {
        var counted = page.Response.HttpStatus is >= 200 and < 300;
        Pages += counted ? 1 : 0;
        Objects += page.Objects.Count;
        _total = page.Response.TotalCount ?? _total;
        foreach (var tolerated in page.Response.Tolerated)
        {
            if (!_notes.Contains(tolerated.Message))
            {
                _notes.Add(tolerated.Message);
            }
        }

        if (!page.Response.IsSuccess)
        {
            _notes.Add($"The pull ended at page {(counted ? Pages : Pages + 1)}: {page.Response.Describe()}");
        }
        else if (page.Response.Data.IsEmpty)
        {
            // An empty list is said by a list.
            Doubt ??= $"The answer to page {Pages} has no list.";
        }
    }

    public void Add(IReadOnlyList<IntakeResult> results)
    {
        foreach (var result in results)
        {
            if (full && result.Key is { } key)
            {
                var mark = KeyMark.Of(key);
                _listed.Add(mark);
                _page.Add(mark);
            }

            switch (result.Outcome)
            {
                case IntakeOutcome.Created or IntakeOutcome.Updated:
                    _stored++;
                    break;
                case IntakeOutcome.Unchanged or IntakeOutcome.Older:
                    _unchanged++;
                    break;
                default:
                    Refuse(result);
                    break;
            }
        }
    }

    /// <summary>What was listed since this was asked last.</summary>
    public IReadOnlyCollection<ulong> TakePage()
    {
        var page = _page;
        _page = [];
        return page;
    }

    /// <summary>Where the pull stands, by these counts.</summary>
    public PullStanding In(PullStanding standing) => standing with
    {
        Pages = Pages, Objects = Objects, Stored = _stored, Unchanged = _unchanged, Refused = _refusals, Removed = Removed, Total = _total, Doubt = Doubt,
    };

    public ModulePull Report(bool complete) => new()
    {
        Module = module,
        Full = full,
        DateFrom = dateFrom,
        Complete = complete,
        Pages = Pages,
        Objects = Objects,
        Stored = _stored,
        Unchanged = _unchanged,
        Removed = Removed,
        Refused = _refused,
        RefusedCount = _refusals,
        Notes = _notes,
    };

    /// <summary>What came of a pull that ended, as far as it was kept: which objects were refused stands in the quarantine.</summary>
    public static ModulePull ReportOf(PullStanding ended) => new()
    {
        Module = ended.Module,
        Full = ended.Full,
        DateFrom = ended.DateFrom,
        Complete = ended.Complete,
        Pages = ended.Pages,
        Objects = ended.Objects,
        Stored = ended.Stored,
        Unchanged = ended.Unchanged,
        Removed = ended.Removed,
        Refused = [],
        RefusedCount = ended.Refused,
        Notes = ended.Notes,
    };

    /// <summary>To be called after the last page.</summary>
    public void Close()
    {
        if (_total > Objects)
        {
            Doubt ??= $"X-Total-Count promised {_total} objects and {Objects} came.";
        }
    }

    private void Refuse(IntakeResult result)
    {
        _refusals++;
        if (result.Key is null)
        {
            Doubt ??= "An object of the list cannot be told by owner and id.";
        }

        if (_refused.Count < PulledRefusal.Listed)
        {
            _refused.Add(new PulledRefusal(result.Key, result.Message ?? result.Outcome.ToString(), result.Findings));
        }
    }
}
