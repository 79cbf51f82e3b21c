using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>How a connector delivers power.</summary>
/// <remarks>OCPI chapter "Locations module / PowerType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<PowerType>))]
public readonly record struct PowerType(string Value) : IOpenEnum<PowerType>
{
    /// <summary>Single-phase AC.</summary>
    public static PowerType Ac1Phase { get; } = new("AC_1_PHASE");

    /// <summary>Two of the three phases of AC (2.2.1 and later).</summary>
    public static PowerType Ac2Phase { get; } = new("AC_2_PHASE");

    /// <summary>Two phases of a split-phase AC grid (2.2.1 and later).</summary>
    public static PowerType Ac2PhaseSplit { get; } = new("AC_2_PHASE_SPLIT");

    /// <summary>Three-phase AC.</summary>
    public static PowerType Ac3Phase { get; } = new("AC_3_PHASE");

    /// <summary>Direct current.</summary>
    public static PowerType Dc { get; } = new("DC");

    /// <inheritdoc/>
    public static PowerType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
