namespace Busbar.Core.Connections;

/// <summary>A connection's new state, with what happens to its tokens.</summary>
public sealed record ConnectionChange(Connection Connection, TokenChanges Tokens);
