namespace Busbar.Core.Operators;

/// <summary>A key to the operator API. Only its hash is known after it was issued.</summary>
/// <param name="Hash">SHA-256 of the key's UTF-8 bytes, in lower-case hexadecimal.</param>
/// <param name="Name">What the operator calls it; unique.</param>
/// <param name="CreatedAt">When it was issued, UTC.</param>
public sealed record ApiKey(string Hash, string Name, DateTimeOffset CreatedAt);
