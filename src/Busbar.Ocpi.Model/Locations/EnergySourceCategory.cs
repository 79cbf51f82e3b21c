using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>Where energy comes from.</summary>
/// <remarks>OCPI chapter "Locations module / EnergySourceCategory enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<EnergySourceCategory>))]
public readonly record struct EnergySourceCategory(string Value) : IOpenEnum<EnergySourceCategory>
{
    /// <summary>Nuclear power.</summary>
    public static EnergySourceCategory Nuclear { get; } = new("NUCLEAR");

    /// <summary>Fossil fuels in general.</summary>
    public static EnergySourceCategory GeneralFossil { get; } = new("GENERAL_FOSSIL");

    /// <summary>Coal.</summary>
    public static EnergySourceCategory Coal { get; } = new("COAL");

    /// <summary>Gas.</summary>
    public static EnergySourceCategory Gas { get; } = new("GAS");

    /// <summary>Regenerative sources in general.</summary>
    public static EnergySourceCategory GeneralGreen { get; } = new("GENERAL_GREEN");

    /// <summary>The sun.</summary>
    public static EnergySourceCategory Solar { get; } = new("SOLAR");

    /// <summary>Wind.</summary>
    public static EnergySourceCategory Wind { get; } = new("WIND");

    /// <summary>Water.</summary>
    public static EnergySourceCategory Water { get; } = new("WATER");

    /// <inheritdoc/>
    public static EnergySourceCategory From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
