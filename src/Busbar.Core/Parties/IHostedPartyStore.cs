namespace Busbar.Core.Parties;

/// <summary>Port: the parties that this gateway hosts itself; their data is published through the operator API.</summary>
public interface IHostedPartyStore
{
    Task<IReadOnlyList<PlatformParty>> ListAsync(CancellationToken cancellation);

    Task SaveAsync(PlatformParty party, CancellationToken cancellation);

    Task<bool> DeleteAsync(PlatformParty party, CancellationToken cancellation);
}
