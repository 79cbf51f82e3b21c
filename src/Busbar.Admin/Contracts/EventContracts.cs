using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>One event: an entry of the change log. Says what changed, not its content.</summary>
public sealed record EventView
{
    /// <summary>Its place in the log; also the event's id.</summary>
    public required long Sequence { get; init; }

    /// <summary>
    /// object.stored, object.deleted, object.withheld, objects.expired, connection.changed, agreement.changed, call.changed, refusal.changed, verdict.changed,
    /// quarantine.changed, webhook.changed or log.gap.
    /// </summary>
    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Module { get; init; }

    public string? CountryCode { get; init; }

    public string? PartyId { get; init; }

    /// <summary>The object's id. Left out for tokens, whose uid is personal.</summary>
    public string? Id { get; init; }

    /// <summary>When only one EVSE of a Location changed.</summary>
    public string? EvseUid { get; init; }

    /// <summary>When only one Connector of that EVSE changed.</summary>
    public string? ConnectorId { get; init; }

    /// <summary>The connection that caused the change or that it is about.</summary>
    public Guid? Connection { get; init; }

    /// <summary>More about changes that are not of objects.</summary>
    public JsonElement? Detail { get; init; }
}
