namespace Busbar.Core.Calls;

/// <summary>Port: sends what the Charging profiles module has to say to a partner. Never throws for a partner's fault.</summary>
public interface IProfileSender
{
    /// <summary>Asks an operator for the active profile of a session, over the next seconds.</summary>
    Task<CallReply> GetProfileAsync(CallLeg leg, string sessionId, int duration, Uri responseUrl, CancellationToken cancellation);

    /// <summary>Sets a profile on a session; the body holds the response_url.</summary>
    Task<CallReply> SetProfileAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation);

    /// <summary>Clears the profile that was set on a session.</summary>
    Task<CallReply> ClearProfileAsync(CallLeg leg, string sessionId, Uri responseUrl, CancellationToken cancellation);

    /// <summary>Tells who set a profile on a session that the active one changed.</summary>
    Task<CallReply> PushActiveProfileAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> profile, CancellationToken cancellation);
}
