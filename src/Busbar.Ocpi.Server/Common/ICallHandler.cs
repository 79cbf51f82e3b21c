namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: requests that are answered on the spot rather than stored.</summary>
public interface ICallHandler
{
    /// <summary>POST {tokens}/{uid}/authorize?type= on the sender side. The body is LocationReferences or empty; data is AuthorizationInfo.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokenUid">The token's uid.</param>
    /// <param name="tokenType">The token's type, "RFID" when none was named.</param>
    /// <param name="cancellation">Ends when the request is given up.</param>
    ValueTask<OcpiReply> AuthorizeAsync(OcpiRequest request, string tokenUid, string tokenType, CancellationToken cancellation);

    /// <summary>PUT {sessions}/{id}/charging_preferences on the sender side; data is ChargingPreferencesResponse as a text.</summary>
    ValueTask<OcpiReply> SetChargingPreferencesAsync(OcpiRequest request, string sessionId, CancellationToken cancellation);

    /// <summary>POST {commands}/{command} on the receiver side; data is CommandResponse.</summary>
    ValueTask<OcpiReply> CommandAsync(OcpiRequest request, string command, CancellationToken cancellation);

    /// <summary>POST of a CommandResult to a response_url of ours. The body is bare, whatever wrapping it came in.</summary>
    ValueTask<OcpiReply> CommandResultAsync(OcpiRequest request, string command, string callId, CancellationToken cancellation);
}
