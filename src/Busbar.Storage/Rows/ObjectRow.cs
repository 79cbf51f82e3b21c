using Busbar.Ocpi.Model.Common;

namespace Busbar.Storage.Rows;

/// <summary>An object's narrow row, as it stands in the table.</summary>
/// <param name="Id">The primary key (<see cref="ObjectId"/>).</param>
/// <param name="Module">The module's number.</param>
/// <param name="Owner">The owner's number.</param>
/// <param name="ObjectName">The id that the owner gave it.</param>
/// <param name="Version">The version of its bytes.</param>
/// <param name="LastUpdated">The owner's last_updated.</param>
/// <param name="Audience">The number of the one party that may see it.</param>
/// <param name="Published">Whether it may be shown to everybody.</param>
/// <param name="Deleted">Whether it was removed.</param>
/// <param name="Sequence">The change that it stands at.</param>
/// <param name="Hash">The hash of its bytes.</param>
/// <param name="Source">The connection it came from.</param>
public sealed record ObjectRow(
    long Id, int Module, int Owner, string ObjectName, OcpiVersion Version, DateTimeOffset LastUpdated, int? Audience, bool Published, bool Deleted,
    long Sequence, UInt128 Hash, Guid? Source);
