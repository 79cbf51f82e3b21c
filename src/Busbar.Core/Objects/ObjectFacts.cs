using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>What the gateway must know of an object without reading it again: read once when it is accepted, stored beside its bytes.</summary>
/// <param name="LastUpdated">The owner's last_updated, UTC, at full precision.</param>
/// <param name="Audience">The one party that may see it (the token's party of a Session or CDR); null when agreements alone decide.</param>
/// <param name="Published">False for a Location with publish=false: shown only where the standard allows.</param>
/// <param name="Hash">First 16 bytes of SHA-256 over the stored bytes: tells a real change from a repetition. Zero when the driver was erased from the object.</param>
public readonly record struct ObjectFacts(DateTimeOffset LastUpdated, PartyId? Audience, bool Published, UInt128 Hash)
{
    /// <summary>Whether the driver was erased from the object: it is over, and does not take in again what was taken out.</summary>
    public bool IsErased => Hash == UInt128.Zero;
}
