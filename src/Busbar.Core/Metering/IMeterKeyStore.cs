using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Metering;

/// <summary>Port: public keys of meters that the operator vouches for.</summary>
public interface IMeterKeyStore
{
    ValueTask SaveAsync(RegisteredMeterKey key, CancellationToken cancellation);

    ValueTask<RegisteredMeterKey?> FindAsync(PartyId owner, string meter, CancellationToken cancellation);

    ValueTask<IReadOnlyList<RegisteredMeterKey>> ListAsync(CancellationToken cancellation);

    ValueTask<bool> DeleteAsync(PartyId owner, string meter, CancellationToken cancellation);
}

/// <summary>The public key of one meter.</summary>
/// <param name="Owner">The party that operates the meter.</param>
/// <param name="Meter">The meter as CDRs name it (meter_id).</param>
/// <param name="PublicKey">The key: PEM, Base64 or hexadecimal.</param>
/// <param name="At">When it was registered.</param>
public sealed record RegisteredMeterKey(PartyId Owner, string Meter, string PublicKey, DateTimeOffset At);
