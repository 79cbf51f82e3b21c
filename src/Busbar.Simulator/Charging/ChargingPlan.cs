using Busbar.Simulator.World;

namespace Busbar.Simulator.Charging;

/// <summary>How one charging session will go: how long it charges, with what power, and how long the car stays afterwards.</summary>
/// <param name="Charging">Time of charging.</param>
/// <param name="Parking">Time at the charge point after charging ended.</param>
/// <param name="PowerKw">Power while charging, kW.</param>
internal sealed record ChargingPlan(TimeSpan Charging, TimeSpan Parking, decimal PowerKw)
{
    /// <summary>Time until the car is plugged in, before all that.</summary>
    public TimeSpan Waiting { get; init; }

    public TimeSpan Total => Charging + Parking;

    /// <summary>Energy after a time since the start, kWh with three decimals.</summary>
    public decimal EnergyAt(TimeSpan elapsed)
    {
        var charged = elapsed < Charging ? elapsed : Charging;
        return Math.Round(PowerKw * (decimal)charged.Ticks / TimeSpan.TicksPerHour, 3, MidpointRounding.ToZero);
    }

    public static ChargingPlan Make(Chance chance, bool fast) => fast
        ? new(TimeSpan.FromMinutes(chance.Between(12, 40)), TimeSpan.FromMinutes(chance.Between(0, 6)), chance.Between(45, 140))
        : new(TimeSpan.FromMinutes(chance.Between(45, 240)), TimeSpan.FromMinutes(chance.In100(40) ? chance.Between(5, 90) : 0), chance.In100(60) ? 11.0m : 7.4m);
}
