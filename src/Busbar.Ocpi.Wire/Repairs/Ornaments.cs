using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>
/// What an object can do without and still mean the same: pictures, directions, exceptional days. Never what decides who may charge, what it costs, or what is there.
/// </summary>
internal static class Ornaments
{
    private static readonly HashSet<string> Lists =
    [
        "images", "directions", "related_locations", "exceptional_openings", "exceptional_closings", "status_schedule", "energy_sources", "environ_impact",
        "parking_places",
    ];

    private static readonly HashSet<string> Single = ["logo", "energy_mix"];

    public static bool IsList(FieldContract field) => field is { Cardinality: Cardinality.Any, Kind: FieldKind.Object } && Lists.Contains(field.Name);

    public static bool IsOptional(FieldContract field) => field is { Cardinality: Cardinality.Optional, Kind: FieldKind.Object } && Single.Contains(field.Name);
}
