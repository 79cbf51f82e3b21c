namespace Busbar.Core.Connections;

/// <summary>What the operator or a partner asks breaks a rule about connections; the message says which and may be shown to either.</summary>
public sealed class ConnectionRuleException(string message, Exception? inner = null) : Exception(message, inner);
