using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Flat fees: due when their element first counts; one for the session and one for the reservation (D-FLAT-ONCE).</summary>
internal sealed class Fees(Evaluation evaluation)
{
    private const int Session = 0;
    private const int Reservation = 1;
    private const int Overtime = 2;

    private readonly bool[] _billed = new bool[3];
    private HashSet<ActiveComponent>? _suppressed;

    public List<DraftLine> Lines { get; } = evaluation.Workspace.Fees;

    /// <summary>Whether a session still waits for its fee: one that becomes due later is then a change of price.</summary>
    public bool SessionFeeIsDue => !_billed[Session];

    public void Add(Stretch stretch, in Moment moment)
    {
        var tariff = stretch.Tariff!;
        var passed = evaluation.Input.Explain ? evaluation.Workspace.Passed : null;
        var @unchecked = false;
        if (!stretch.Reserved.IsZero || (evaluation.Booking is not null && stretch.Period.Reserved is not null))
        {
            passed?.Clear();
            Add(stretch, evaluation.FindReserved(tariff, CompiledElement.Flat, moment, ref @unchecked, passed), Reservation, passed);
        }

        if (evaluation.Booking is not null && !stretch.Overtime.IsZero)
        {
            passed?.Clear();
            Add(stretch, evaluation.FindOvertime(tariff, CompiledElement.Flat, moment, ref @unchecked, passed), Overtime, passed);
        }

        if (stretch.IsSession)
        {
            passed?.Clear();
            Add(stretch, tariff.Find(CompiledElement.Flat, moment, evaluation.Policy, ref @unchecked, passed), Session, passed);
        }
    }

    private void Add(Stretch stretch, ActiveComponent? fee, int kind, List<PassedElement>? passed)
    {
        if (fee is null)
        {
            return;
        }

        var policy = evaluation.Policy.FlatFees;
        if (policy != FlatFees.EveryPeriod && Has(fee))
        {
            return;
        }

        if (policy == FlatFees.FirstOncePerSession && _billed[kind])
        {
            if ((_suppressed ??= []).Add(fee))
            {
                evaluation.Warnings.Add(new(WarningCodes.FlatSuppressed, stretch.Index, $"The fee of element {fee.Element + 1} becomes active and is not billed: another one has been."));
            }

            return;
        }

        _billed[kind] = true;
        Lines.Add(new DraftLine(stretch, stretch.Tariff!.Element(fee.Element).FlatCountsIn, fee, Rational.One, passed is { Count: > 0 } ? [.. passed] : []));
    }

    private bool Has(ActiveComponent fee)
    {
        foreach (var line in Lines)
        {
            if (ReferenceEquals(line.By, fee))
            {
                return true;
            }
        }

        return false;
    }
}
