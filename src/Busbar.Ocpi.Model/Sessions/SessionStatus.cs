using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Sessions;

/// <summary>Where a session stands.</summary>
/// <remarks>OCPI chapter "Sessions module / SessionStatus enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<SessionStatus>))]
public readonly record struct SessionStatus(string Value) : IOpenEnum<SessionStatus>
{
    /// <summary>It is running.</summary>
    public static SessionStatus Active { get; } = new("ACTIVE");

    /// <summary>It has ended.</summary>
    public static SessionStatus Completed { get; } = new("COMPLETED");

    /// <summary>It was started by mistake and will not be billed.</summary>
    public static SessionStatus Invalid { get; } = new("INVALID");

    /// <summary>It was requested and has not started yet.</summary>
    public static SessionStatus Pending { get; } = new("PENDING");

    /// <summary>It is a reservation that has not become a session.</summary>
    public static SessionStatus Reservation { get; } = new("RESERVATION");

    /// <inheritdoc/>
    public static SessionStatus From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
