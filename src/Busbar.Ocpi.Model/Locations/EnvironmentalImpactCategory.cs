using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>A kind of impact on the environment.</summary>
/// <remarks>OCPI chapter "Locations module / EnvironmentalImpactCategory enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<EnvironmentalImpactCategory>))]
public readonly record struct EnvironmentalImpactCategory(string Value) : IOpenEnum<EnvironmentalImpactCategory>
{
    /// <summary>Nuclear waste produced, in grams per kilowatt-hour.</summary>
    public static EnvironmentalImpactCategory NuclearWaste { get; } = new("NUCLEAR_WASTE");

    /// <summary>Carbon dioxide released, in grams per kilowatt-hour.</summary>
    public static EnvironmentalImpactCategory CarbonDioxide { get; } = new("CARBON_DIOXIDE");

    /// <inheritdoc/>
    public static EnvironmentalImpactCategory From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
