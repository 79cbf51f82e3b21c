using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Memory that a run needs only while it goes on. A thread keeps one and lends it, so that pricing allocates little but its result.</summary>
internal sealed class Workspace
{
    private const int Kept = 1024;

    [ThreadStatic]
    private static Workspace? _free;

    private readonly List<Stretch> _spare = [];

    public List<Stretch> Stretches { get; } = [];

    public List<DraftLine> Volumes { get; } = [];

    public List<DraftLine> Fees { get; } = [];

    public List<PassedElement> Passed { get; } = [];

    public List<Cut> Cuts { get; } = [];

    public List<long> Instants { get; } = [];

    public AmountSum Sum { get; } = new();

    public static Workspace Take()
    {
        var taken = _free ?? new Workspace();
        _free = null;
        return taken;
    }

    public void Add(MeasuredPeriod period, Rational energyBefore, CompiledTariff? tariff, bool snap)
    {
        var stretch = _spare.Count > Stretches.Count ? _spare[Stretches.Count] : new Stretch();
        if (_spare.Count == Stretches.Count)
        {
            _spare.Add(stretch);
        }

        stretch.Set(period, Stretches.Count, energyBefore, tariff, snap);
        Stretches.Add(stretch);
    }

    public void Return()
    {
        if (Stretches.Count > Kept)
        {
            return;
        }

        foreach (var stretch in Stretches)
        {
            stretch.Forget();
        }

        Stretches.Clear();
        Volumes.Clear();
        Fees.Clear();
        _free = this;
    }
}
