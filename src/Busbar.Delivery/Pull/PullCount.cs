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
    private int _pages;
    private int _objects;
    private int _stored;
    private int _unchanged;
    private int _refusals;
    private long? _total;

    public DateTimeOffset? DateFrom => dateFrom;

    /// <summary>What was listed, as far as it could be told apart.</summary>
    public HashSet<ObjectKey> Listed { get; } = [];

    /// <summary>Why the list must not be taken for all there is; null when it may.</summary>
    public string? Doubt { get; private set; }

    public int Removed { get; set; }

    public void Note(string note) => _notes.Add(note);

    public void Add(OcpiPage page)
    {
        _pages += page.Response.HttpStatus is >= 200 and < 300 ? 1 : 0;
        _objects += page.Objects.Count;
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
            _notes.Add($"The pull ended at page {_pages + 1}: {page.Response.Describe()}");
        }
    }

    public void Add(IReadOnlyList<IntakeResult> results)
    {
        foreach (var result in results)
        {
            if (full && result.Key is { } key)
            {
                Listed.Add(key);
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

    public ModulePull Report(bool complete) => new()
    {
        Module = module,
        Full = full,
        DateFrom = dateFrom,
        Complete = complete,
        Pages = _pages,
        Objects = _objects,
        Stored = _stored,
        Unchanged = _unchanged,
        Removed = Removed,
        Refused = _refused,
        RefusedCount = _refusals,
        Notes = _notes,
    };

    /// <summary>To be called after the last page.</summary>
    public void Close()
    {
        if (_total > _objects)
        {
            Doubt ??= $"X-Total-Count promised {_total} objects and {_objects} came.";
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
