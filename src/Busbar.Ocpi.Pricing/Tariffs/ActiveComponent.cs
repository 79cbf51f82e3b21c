using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>A price component with its place: what a line was priced by.</summary>
/// <remarks>OCPI chapter "Tariffs module / PriceComponent class".</remarks>
public sealed class ActiveComponent
{
    internal ActiveComponent(Tariff tariff, int element, int position, PriceComponent component)
    {
        Tariff = tariff;
        Element = element;
        Position = position;
        Component = component;
        Price = component.Price;
        Vat = component.Vat / 100;
        PriceRound = HubRounding.Price(component);
        StepRound = HubRounding.Steps(component);
    }

    /// <summary>The tariff it is from.</summary>
    public Tariff Tariff { get; }

    /// <summary>The element, counted from 0.</summary>
    public int Element { get; }

    /// <summary>The place among the components of its element, counted from 0.</summary>
    public int Position { get; }

    /// <summary>The component as the tariff states it.</summary>
    public PriceComponent Component { get; }

    /// <summary>Its price, ready to compute with.</summary>
    internal Rational Price { get; }

    /// <summary>Its rate as a share of the amount before taxes.</summary>
    internal Rational? Vat { get; }

    /// <summary>How a hub rounds its amount (D-EXT).</summary>
    internal HubRounding? PriceRound { get; }

    /// <summary>How a hub rounds the number of its steps (D-EXT).</summary>
    internal HubRounding? StepRound { get; }

    /// <summary>Whether a hub's rule rounds its steps, on their own.</summary>
    internal bool HasHubSteps => StepRound is not null || Component.Type.Value == "SESSION_TIME";

    /// <summary>Whether a change from this one to another can be seen in a price.</summary>
    internal bool PricesLike(ActiveComponent? other) =>
        other is not null && Component.Price == other.Component.Price && Component.Vat == other.Component.Vat && Component.StepSize == other.Component.StepSize;
}
