using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations.V211;

/// <summary>When a Location is open, in the shape of OCPI 2.1.1: either around the clock or by regular hours.</summary>
/// <remarks>OCPI chapter "Locations module / Hours class (2.1.1)".</remarks>
public sealed record Hours : OcpiObject
{
    /// <summary>The weekly opening times, in local time; given when <see cref="TwentyFourSeven"/> is not.</summary>
    [AllowNull]
    public IReadOnlyList<RegularHours> RegularHours { get; init => field = value ?? []; } = [];

    /// <summary>Whether it is open around the clock, apart from the exceptions; given when there are no regular hours.</summary>
    [JsonPropertyName("twentyfourseven")]
    public bool? TwentyFourSeven { get; init; }

    /// <inheritdoc cref="Locations.Hours.ExceptionalOpenings"/>
    [AllowNull]
    public IReadOnlyList<ExceptionalPeriod> ExceptionalOpenings { get; init => field = value ?? []; } = [];

    /// <inheritdoc cref="Locations.Hours.ExceptionalClosings"/>
    [AllowNull]
    public IReadOnlyList<ExceptionalPeriod> ExceptionalClosings { get; init => field = value ?? []; } = [];
}
