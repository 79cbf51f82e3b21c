using Busbar.Core.Objects;

namespace Busbar.Core.Delivery;

/// <summary>Proof that a partner answered for an object that it must be sent only once (a CDR).</summary>
/// <param name="Connection">The partner.</param>
/// <param name="Object">What it was sent.</param>
/// <param name="At">When it answered, UTC.</param>
/// <param name="Location">Where the partner says that the object can be read back; null when it did not say.</param>
public sealed record Receipt(Guid Connection, ObjectKey Object, DateTimeOffset At, Uri? Location);
