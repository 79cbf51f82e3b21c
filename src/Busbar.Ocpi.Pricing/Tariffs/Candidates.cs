using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The elements that can price something, in the order of the tariff: all of one kind of reservation, and of those the ones with a component for each dimension.</summary>
internal sealed class Candidates
{
    private readonly CompiledElement[][] _byDimension = new CompiledElement[CompiledElement.Dimensions][];

    public Candidates(IEnumerable<CompiledElement> elements, ReservedUse use)
    {
        All = [.. elements.Where(element => element.Use == use || (use == ReservedUse.None && element.Use == ReservedUse.Unreadable))];
        IsReserved = use != ReservedUse.None;
        for (var dimension = 0; dimension < _byDimension.Length; dimension++)
        {
            _byDimension[dimension] = [.. All.Where(element => element[dimension] is not null)];
        }
    }

    public CompiledElement[] All { get; }

    private bool IsReserved { get; }

    /// <summary>The component of a dimension that counts at a moment.</summary>
    public ActiveComponent? Find(int dimension, in Moment moment, PricingPolicy policy, ref bool @unchecked, List<PassedElement>? passed)
    {
        foreach (var element in policy.Selection == ElementSelection.PerElement ? All : _byDimension[dimension])
        {
            var uncheckedHere = false;
            var failure = element.Use == ReservedUse.Unreadable ? RestrictionKind.Unreadable : element.Restrictions?.FirstFailure(moment, IsReserved, policy, ref uncheckedHere);
            @unchecked |= uncheckedHere;
            if (failure is not { } because)
            {
                return element[dimension];
            }

            passed?.Add(new PassedElement(element.Index, because));
        }

        return null;
    }
}
