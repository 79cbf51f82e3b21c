namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: the Charging profiles module (2.2 and later), where limits are asked for on the spot and their results follow.</summary>
public interface IChargingProfileHandler
{
    /// <summary>GET {session_id} on the receiver side: asks for the active profile; data is ChargingProfileResponse. The query holds duration and response_url.</summary>
    ValueTask<OcpiReply> GetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation);

    /// <summary>PUT {session_id} on the receiver side. The body is SetChargingProfile; data is ChargingProfileResponse.</summary>
    ValueTask<OcpiReply> SetAsync(OcpiRequest request, string sessionId, CancellationToken cancellation);

    /// <summary>DELETE {session_id} on the receiver side; data is ChargingProfileResponse. The query holds response_url.</summary>
    ValueTask<OcpiReply> ClearAsync(OcpiRequest request, string sessionId, CancellationToken cancellation);

    /// <summary>PUT {session_id} on the sender side: the operator tells that the active profile changed. The body is ActiveChargingProfile; no data.</summary>
    ValueTask<OcpiReply> ActiveAsync(OcpiRequest request, string sessionId, CancellationToken cancellation);

    /// <summary>POST of a result to a response_url of ours; no data.</summary>
    ValueTask<OcpiReply> ResultAsync(OcpiRequest request, string callId, CancellationToken cancellation);
}
