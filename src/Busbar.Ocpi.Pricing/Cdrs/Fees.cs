using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>Flat fees: due when their element first counts; one for the session and one for the reservation (D-FLAT-ONCE).</summary>
internal sealed class Fees(Evaluation evaluation)
{
    private readonly List<DraftLine> _lines = [];
    private readonly HashSet<ActiveComponent> _suppressed = [];

    public IReadOnlyList<DraftLine> Lines => _lines;

    /// <summary>Whether a session still waits for its fee: one that becomes due later is then a change of price.</summary>
    public bool SessionFeeIsDue => _lines.All(line => line.Dimension == BilledDimension.ReservationFlat);

    public void Add(Stretch stretch)
    {
        if (stretch.Tariff is not { } tariff)
        {
            return;
        }

        var moment = evaluation.MomentAt(stretch, stretch.From, stretch.EnergyBefore);
        var passed = evaluation.Input.Explain ? new List<PassedElement>() : null;
        var @unchecked = false;
        if (!stretch.Reserved.IsZero)
        {
            Add(stretch, tariff.FindReserved(CompiledElement.Flat, evaluation.Expired, moment, ref @unchecked, passed), reservation: true, passed);
        }

        if (stretch.IsSession)
        {
            passed = evaluation.Input.Explain ? [] : null;
            Add(stretch, tariff.Find(CompiledElement.Flat, moment, ref @unchecked, passed), reservation: false, passed);
        }
    }

    private void Add(Stretch stretch, ActiveComponent? fee, bool reservation, List<PassedElement>? passed)
    {
        if (fee is null)
        {
            return;
        }

        var policy = evaluation.Policy.FlatFees;
        if (policy != FlatFees.EveryPeriod && _lines.Any(line => ReferenceEquals(line.By, fee)))
        {
            return;
        }

        if (policy == FlatFees.FirstOncePerSession && _lines.Any(line => (line.Dimension == BilledDimension.ReservationFlat) == reservation))
        {
            if (_suppressed.Add(fee))
            {
                evaluation.Warnings.Add(new(WarningCodes.FlatSuppressed, stretch.Index, $"The fee of element {fee.Element} becomes active and is not billed: another one has been."));
            }

            return;
        }

        _lines.Add(new DraftLine(stretch, stretch.Tariff!.Element(fee.Element).FlatCountsIn, fee, Rational.One, passed ?? []));
    }
}
