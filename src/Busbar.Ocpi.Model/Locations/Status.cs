using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>What an EVSE is doing.</summary>
/// <remarks>OCPI chapter "Locations module / Status enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<Status>))]
public readonly record struct Status(string Value) : IOpenEnum<Status>
{
    /// <summary>It can start a new session.</summary>
    public static Status Available { get; } = new("AVAILABLE");

    /// <summary>It cannot be reached, for example because another vehicle stands before it.</summary>
    public static Status Blocked { get; } = new("BLOCKED");

    /// <summary>It is in use.</summary>
    public static Status Charging { get; } = new("CHARGING");

    /// <summary>It cannot be used at the moment, but is not broken.</summary>
    public static Status Inoperative { get; } = new("INOPERATIVE");

    /// <summary>It is broken.</summary>
    public static Status OutOfOrder { get; } = new("OUTOFORDER");

    /// <summary>It will be built.</summary>
    public static Status Planned { get; } = new("PLANNED");

    /// <summary>It is gone; kept so that others learn of it.</summary>
    public static Status Removed { get; } = new("REMOVED");

    /// <summary>It is reserved.</summary>
    public static Status Reserved { get; } = new("RESERVED");

    /// <summary>Nobody knows.</summary>
    public static Status Unknown { get; } = new("UNKNOWN");

    /// <inheritdoc/>
    public static Status From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
