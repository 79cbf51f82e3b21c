using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Commands;

/// <summary>What a CPO answers at once.</summary>
/// <remarks>OCPI chapter "Commands module / CommandResponseType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<CommandResponseType>))]
public readonly record struct CommandResponseType(string Value) : IOpenEnum<CommandResponseType>
{
    /// <summary>The CPO, or this EVSE, does not do this.</summary>
    public static CommandResponseType NotSupported { get; } = new("NOT_SUPPORTED");

    /// <summary>The CPO refuses.</summary>
    public static CommandResponseType Rejected { get; } = new("REJECTED");

    /// <summary>The CPO has passed it on to the charge point; the result comes later.</summary>
    public static CommandResponseType Accepted { get; } = new("ACCEPTED");

    /// <summary>The charge point did not answer in time (2.1.1 only, which has no other type for the result).</summary>
    public static CommandResponseType Timeout { get; } = new("TIMEOUT");

    /// <summary>The session is not known.</summary>
    public static CommandResponseType UnknownSession { get; } = new("UNKNOWN_SESSION");

    /// <inheritdoc/>
    public static CommandResponseType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
