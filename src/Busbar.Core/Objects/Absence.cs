namespace Busbar.Core.Objects;

/// <summary>An object is missing from a partner's lists.</summary>
/// <param name="Connection">The partner.</param>
/// <param name="Since">The moment from which it counts.</param>
public sealed record Absence(Guid Connection, DateTimeOffset Since);
