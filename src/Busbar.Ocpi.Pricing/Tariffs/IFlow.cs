namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>What flows at a moment; asked for only where a tariff looks at it.</summary>
internal interface IFlow
{
    ElectricalValues Current { get; }

    ElectricalValues Power { get; }
}
