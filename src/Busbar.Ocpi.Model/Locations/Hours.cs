using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>When a Location is open.</summary>
/// <remarks>OCPI chapter "Locations module / Hours class".</remarks>
public sealed record Hours : OcpiObject
{
    /// <summary>Whether it is open around the clock, apart from the exceptions.</summary>
    [JsonPropertyName("twentyfourseven")]
    public required bool TwentyFourSeven { get; init; }

    /// <summary>The weekly opening times, in local time; needed when it is not open around the clock, and absent when it is.</summary>
    [AllowNull]
    public IReadOnlyList<RegularHours> RegularHours { get; init => field = value ?? []; } = [];

    /// <summary>Further openings; they may overlap the regular ones.</summary>
    [AllowNull]
    public IReadOnlyList<ExceptionalPeriod> ExceptionalOpenings { get; init => field = value ?? []; } = [];

    /// <summary>Closings that override everything else.</summary>
    [AllowNull]
    public IReadOnlyList<ExceptionalPeriod> ExceptionalClosings { get; init => field = value ?? []; } = [];
}
