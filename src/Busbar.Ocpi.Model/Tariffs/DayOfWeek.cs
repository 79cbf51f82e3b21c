using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>A day of the week, local to the Location.</summary>
/// <remarks>OCPI chapter "Tariffs module / DayOfWeek enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<DayOfWeek>))]
public readonly record struct DayOfWeek(string Value) : IOpenEnum<DayOfWeek>
{
    /// <summary>Monday.</summary>
    public static DayOfWeek Monday { get; } = new("MONDAY");

    /// <summary>Tuesday.</summary>
    public static DayOfWeek Tuesday { get; } = new("TUESDAY");

    /// <summary>Wednesday.</summary>
    public static DayOfWeek Wednesday { get; } = new("WEDNESDAY");

    /// <summary>Thursday.</summary>
    public static DayOfWeek Thursday { get; } = new("THURSDAY");

    /// <summary>Friday.</summary>
    public static DayOfWeek Friday { get; } = new("FRIDAY");

    /// <summary>Saturday.</summary>
    public static DayOfWeek Saturday { get; } = new("SATURDAY");

    /// <summary>Sunday.</summary>
    public static DayOfWeek Sunday { get; } = new("SUNDAY");

    /// <inheritdoc/>
    public static DayOfWeek From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
