namespace Busbar.Core.Registration;

/// <summary>A step of a handshake failed. The message is for the operator and may go to the partner; it never holds a token.</summary>
public sealed class HandshakeException(HandshakeFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public HandshakeFault Fault { get; } = fault;

    /// <summary>What the operator is told, where that is more than the partner may know.</summary>
    public string ForOperator { get; init; } = message;
}
