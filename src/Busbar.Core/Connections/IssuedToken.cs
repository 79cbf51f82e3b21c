namespace Busbar.Core.Connections;

/// <summary>A token that a partner uses towards us. Only its hash is known after it was issued.</summary>
/// <param name="Hash">SHA-256 of the token's UTF-8 bytes, in lower-case hexadecimal.</param>
/// <param name="Connection">The connection it identifies.</param>
/// <param name="Kind">What it opens.</param>
/// <param name="ValidUntil">End of its life, null while current. A rotated token stays valid for an overlap.</param>
public sealed record IssuedToken(string Hash, Guid Connection, TokenKind Kind, DateTimeOffset? ValidUntil);
