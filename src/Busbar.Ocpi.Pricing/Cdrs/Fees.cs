using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Flat fees: due when their element first counts; one for the session and one for the reservation (D-FLAT-ONCE).</summary>
internal sealed class Fees(Evaluation evaluation)
{
    private HashSet<ActiveComponent>? _suppressed;

    public List<DraftLine> Lines { get; } = evaluation.Workspace.Fees;

    /// <summary>Whether a session still waits for its fee: one that becomes due later is then a change of price.</summary>
    public bool SessionFeeIsDue => !Has(reservation: false);

    public void Add(Stretch stretch, in Moment moment)
    {
        var tariff = stretch.Tariff!;
        var passed = evaluation.Input.Explain ? evaluation.Workspace.Passed : null;
        var @unchecked = false;
        if (!stretch.Reserved.IsZero)
        {
            passed?.Clear();
            Add(stretch, tariff.FindReserved(CompiledElement.Flat, evaluation.Expired, moment, evaluation.Policy, ref @unchecked, passed), reservation: true, passed);
        }

        if (stretch.IsSession)
        {
            passed?.Clear();
            Add(stretch, tariff.Find(CompiledElement.Flat, moment, evaluation.Policy, ref @unchecked, passed), reservation: false, passed);
        }
    }

    private void Add(Stretch stretch, ActiveComponent? fee, bool reservation, List<PassedElement>? passed)
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

        if (policy == FlatFees.FirstOncePerSession && Has(reservation))
        {
            if ((_suppressed ??= []).Add(fee))
            {
                evaluation.Warnings.Add(new(WarningCodes.FlatSuppressed, stretch.Index, $"The fee of element {fee.Element} becomes active and is not billed: another one has been."));
            }

            return;
        }

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

    private bool Has(bool reservation)
    {
        foreach (var line in Lines)
        {
            if ((line.Dimension == BilledDimension.ReservationFlat) == reservation)
            {
                return true;
            }
        }

        return false;
    }
}
