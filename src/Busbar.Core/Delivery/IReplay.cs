namespace Busbar.Core.Delivery;

/// <summary>Port: sends what a partner refused once more, in its present state.</summary>
public interface IReplay
{
    /// <summary>Sends the refused object's present state now and settles the refusal when the partner accepts it.</summary>
    Task<ReplayResult> ReplayAsync(Guid refusal, CancellationToken cancellation);
}
