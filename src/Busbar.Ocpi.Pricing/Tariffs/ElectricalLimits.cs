using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Lower (inclusive) and upper (exclusive) bound of current or power.</summary>
internal readonly struct ElectricalLimits(decimal? min, decimal? max)
{
    private readonly Rational? _min = min;
    private readonly Rational? _max = max;

    public bool IsGiven => _min is not null || _max is not null;

    public bool Hold(ElectricalValues values, bool unknownHolds, ref bool @unchecked)
    {
        if (_min >= _max)
        {
            // No value lies between them, known or not.
            return false;
        }

        if (!values.IsKnown)
        {
            @unchecked = true;
            return unknownHolds;
        }

        return !(values.ForMinimum < _min) && !(values.ForMaximum >= _max);
    }
}
