using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Calls;

/// <summary>Port: sends one call to a partner and waits for its answer, at most as long as the partner's profile allows. Never throws for a partner's fault.</summary>
public interface ICallSender
{
    /// <summary>Asks an eMSP whether a token may charge. An empty <paramref name="locationReferences"/> sends no body.</summary>
    Task<CallReply> AuthorizeAsync(CallLeg leg, string tokenUid, string? tokenType, ReadOnlyMemory<byte> locationReferences, CancellationToken cancellation);

    /// <summary>Sends a command to a CPO.</summary>
    Task<CallReply> SendCommandAsync(CallLeg leg, string command, ReadOnlyMemory<byte> body, CancellationToken cancellation);

    /// <summary>Posts a command's asynchronous result to the URL that its sender gave.</summary>
    Task<CallReply> PostResultAsync(CallLeg leg, Uri responseUrl, ReadOnlyMemory<byte> body, CancellationToken cancellation);

    /// <summary>Hands a driver's charging preferences to the CPO of a session.</summary>
    Task<CallReply> SetChargingPreferencesAsync(CallLeg leg, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation);
}

/// <summary>One hop of a call: to which connection, between which parties, as part of which conversation.</summary>
public sealed record CallLeg(Connection To, PartyId FromParty, PartyId ToParty, string? CorrelationId)
{
    /// <summary>The module that a result belongs to.</summary>
    public ModuleId Module { get; init; } = ModuleId.Commands;
}
