using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>A new connection. Without versions_url and token the gateway waits for the partner to register; with both it registers at once.</summary>
public sealed record ConnectionRequest
{
    /// <summary>The operator's name for the partner; unique. Required.</summary>
    public string? Name { get; init; }

    /// <summary>The partner's parties, when known beforehand: reserves them for this connection.</summary>
    public IReadOnlyList<PartyRequest>? Parties { get; init; }

    /// <summary>The partner's versions URL. Needs "token".</summary>
    public string? VersionsUrl { get; init; }

    /// <summary>The token (token A) that the partner handed over. Needs "versions_url". Never shown again.</summary>
    public string? Token { get; init; }

    /// <summary>The OCPI version to use ("2.2.1"); the highest common one when left out.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// As which of our parties we stand before a partner of 2.1.1, whose credentials have room for one: only that party's data and calls flow over the connection
    /// then. Left out, it is worked out from who the partner may see, and all of them share the connection.
    /// </summary>
    public FrontRequest? Front { get; init; }

    /// <summary>The partner's habits: the name of a profile (see /api/profiles), or an object of settings, with "name" to begin with a named one.</summary>
    public JsonElement? Profile { get; init; }
}

/// <summary>A change of a connection; what is left out stays as it is.</summary>
public sealed record ConnectionPatch
{
    public string? Name { get; init; }

    /// <summary>A merge patch: only the given settings change, null puts one back to its default; "name" (or a text) begins with a named profile.</summary>
    public JsonElement? Profile { get; init; }

    /// <summary>Reserves these parties and no others for the partner; an empty list lets it announce any that is free.</summary>
    public IReadOnlyList<PartyRequest>? Parties { get; init; }

    /// <summary>As which of our parties we stand before a partner of 2.1.1; an empty object has it worked out. The partner learns it with the next rotation.</summary>
    public FrontRequest? Front { get; init; }

    /// <summary>True pauses the link (nothing is sent, requests are refused); false resumes it.</summary>
    public bool? Suspended { get; init; }
}

/// <summary>One of our parties in one role.</summary>
public sealed record FrontRequest
{
    public string? CountryCode { get; init; }

    public string? PartyId { get; init; }

    /// <summary>CPO or EMSP.</summary>
    public string? Role { get; init; }
}

/// <summary>Another version for a connection.</summary>
public sealed record VersionRequest
{
    /// <summary>The OCPI version to move to ("2.2.1"). Required.</summary>
    public string? Version { get; init; }
}

/// <summary>Another try at our registration.</summary>
public sealed record RegisterRequest
{
    /// <summary>A new token (token A) from the partner; the one from before when left out.</summary>
    public string? Token { get; init; }

    /// <summary>The OCPI version to use; the highest common one when left out.</summary>
    public string? Version { get; init; }
}

/// <summary>A profile for a known hub or platform.</summary>
public sealed record NamedProfileView
{
    /// <summary>The name to choose it by.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>What is known of the platform.</summary>
    public required string About { get; init; }

    /// <summary>The settings that depart from the defaults.</summary>
    public required JsonElement Profile { get; init; }
}

/// <summary>One setting of a profile.</summary>
public sealed record ProfileSettingView
{
    public required string Name { get; init; }

    public required string Meaning { get; init; }

    public required JsonElement Default { get; init; }
}

/// <summary>What a profile can hold, and the profiles that come with the gateway.</summary>
public sealed record ProfileListView
{
    public required IReadOnlyList<NamedProfileView> Items { get; init; }

    public required IReadOnlyList<ProfileSettingView> Settings { get; init; }
}

/// <summary>A connection as the operator sees it. Tokens are never part of it.</summary>
public sealed record ConnectionView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>waiting, registering, connected, suspended or unregistered.</summary>
    public required string State { get; init; }

    /// <summary>The OCPI version agreed on.</summary>
    public string? Version { get; init; }

    /// <summary>The partner's own versions URL.</summary>
    public string? PartnerVersionsUrl { get; init; }

    public required IReadOnlyList<PartyView> Parties { get; init; }

    /// <summary>The parties that the operator reserved for it; when there are any, the partner may announce no others.</summary>
    public required IReadOnlyList<PartyView> DeclaredParties { get; init; }

    /// <summary>The hub's own party ("NL/HUB"), when the partner is a hub.</summary>
    public string? HubParty { get; init; }

    /// <summary>As which party we stand before a partner of 2.1.1, where the operator chose it.</summary>
    public FrontView? Front { get; init; }

    public required IReadOnlyList<EndpointView> Endpoints { get; init; }

    /// <summary>The partner's habits and tolerances; /api/profiles says what each setting means.</summary>
    public required JsonElement Profile { get; init; }

    /// <summary>The settings of the profile that depart from the defaults, by name.</summary>
    public required IReadOnlyList<string> Departures { get; init; }

    public DeliveryView? Delivery { get; init; }

    /// <summary>How fast the partner's requests are taken; absent when they are taken as they come and none was refused in the last hour.</summary>
    public RequestLimitView? Limit { get; init; }

    /// <summary>Since when nothing is pushed to the partner, because the operator paused it; absent while it is pushed to.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>How the last handshake went; absent before the first.</summary>
    public HandshakeReportView? LastHandshake { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }
}

/// <summary>One of our parties in one role.</summary>
public sealed record FrontView
{
    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    public required string Role { get; init; }
}

/// <summary>One endpoint of the partner.</summary>
public sealed record EndpointView
{
    public required string Module { get; init; }

    public required string Role { get; init; }

    public required string Url { get; init; }
}

/// <summary>Where the delivery to a partner stands.</summary>
public sealed record DeliveryView
{
    /// <summary>stopped, idle, sending, paused, awaiting_pull, backing_off, blocked_by_credentials, or elsewhere: another process on the same database delivers, and knows the rest.</summary>
    public required string State { get; init; }

    /// <summary>Everything up to this change was sent, refused, or not meant for this partner.</summary>
    public required long Cursor { get; init; }

    /// <summary>Changes in the log after the cursor; not all of them concern the partner.</summary>
    public required long Lag { get; init; }

    /// <summary>Objects known to wait for this partner.</summary>
    public required int Pending { get; init; }

    /// <summary>How long the oldest of them has been waiting.</summary>
    public long? OldestPendingSeconds { get; init; }

    /// <summary>Whether the stored objects are being sent (a new partner, or one that may see more).</summary>
    public required bool Sweeping { get; init; }

    /// <summary>States of objects that had no form in the partner's version since the delivery started; /api/losses lists them with the reasons.</summary>
    public long Withheld { get; init; }

    /// <summary>Changes that are left to the partner's own pull (catch_up in its profile).</summary>
    public long LeftToPull { get; init; }

    /// <summary>When the next attempt is due, while backing off.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Attempts that failed in a row.</summary>
    public required int FailedAttempts { get; init; }

    /// <summary>What went wrong last; absent while all is well.</summary>
    public string? LastError { get; init; }
}

/// <summary>How fast a partner's requests are taken, by its profile or by the gateway's settings, and what was refused with HTTP 429 by the process that is asked.</summary>
public sealed record RequestLimitView
{
    /// <summary>Requests per second in the long run; absent when there is no limit any more.</summary>
    public decimal? RequestsPerSecond { get; init; }

    /// <summary>Requests that are taken at once before that rate holds.</summary>
    public int? Burst { get; init; }

    /// <summary>Requests refused in the last hour.</summary>
    public required long RefusedLastHour { get; init; }

    /// <summary>When the last one was refused; absent while none was, since the process started.</summary>
    public DateTimeOffset? LastRefusedAt { get; init; }
}

/// <summary>What came of making a connection, or of a handshake on it.</summary>
public sealed record HandshakeView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string State { get; init; }

    /// <summary>Whether both sides hold each other's credentials now.</summary>
    public required bool Registered { get; init; }

    /// <summary>Whether this handshake went well; a rotation may fail and leave the registration as it was.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>Our versions URL, for the partner.</summary>
    public required string VersionsUrl { get; init; }

    /// <summary>Token A, to hand to the partner; shown this once, and only while we wait for it.</summary>
    public string? Token { get; init; }

    /// <summary>The version agreed on.</summary>
    public string? Version { get; init; }

    /// <summary>What was done, in order, and how each step went.</summary>
    public required IReadOnlyList<StepView> Steps { get; init; }
}

/// <summary>How a handshake went.</summary>
public sealed record HandshakeReportView
{
    public required DateTimeOffset At { get; init; }

    public required bool Succeeded { get; init; }

    public required IReadOnlyList<StepView> Steps { get; init; }
}

/// <summary>One step of a handshake.</summary>
public sealed record StepView
{
    /// <summary>What was done.</summary>
    public required string What { get; init; }

    /// <summary>The partner's URL that was called.</summary>
    public string? Url { get; init; }

    public required bool Succeeded { get; init; }

    /// <summary>What came of it, or why it failed.</summary>
    public required string Message { get; init; }
}
