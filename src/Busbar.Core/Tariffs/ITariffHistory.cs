using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Tariffs;

/// <summary>Port: every content that a tariff ever had. It is written with the tariff itself, in the same transaction.</summary>
public interface ITariffHistory
{
    /// <summary>The newest versions of a tariff, newest first.</summary>
    ValueTask<IReadOnlyList<TariffVersion>> ListAsync(PartyId owner, string id, int limit, CancellationToken cancellation);

    /// <summary>The version that was the present one at a moment; the first one for moments before it; null when the tariff is not known.</summary>
    ValueTask<TariffVersion?> FindAsync(PartyId owner, string id, DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>One content of a tariff and the time in which it was the present one.</summary>
/// <param name="Id">The tariff's id as the owner spells it.</param>
/// <param name="Hash">First 16 bytes of SHA-256 over the content, hexadecimal: the same content has the same hash wherever it appears.</param>
/// <param name="Version">The version of OCPI that it is written in.</param>
/// <param name="Utf8">The owner's bytes.</param>
/// <param name="From">From when on: the owner's last_updated, but never before the version it replaced, nor after its arrival.</param>
/// <param name="Until">Until when; null for the present one.</param>
/// <param name="Source">The connection it came from; null for the operator API.</param>
public sealed record TariffVersion(string Id, string Hash, OcpiVersion Version, ReadOnlyMemory<byte> Utf8, DateTimeOffset From, DateTimeOffset? Until, Guid? Source);
