using Busbar.Ocpi.Model.Common;
using Busbar.Simulator.Charging;

namespace Busbar.Simulator.Cpo;

/// <summary>An EVSE that is kept for a driver.</summary>
/// <param name="Sender">Who reserved.</param>
/// <param name="Id">Its sender's id, which means nothing to the charge point.</param>
/// <param name="Number">Its number at the charge points, where nobody else's reservation has the same.</param>
/// <param name="Place">What is kept.</param>
/// <param name="Start">For which token, and under which reference.</param>
/// <param name="SessionId">The session that it is already.</param>
/// <param name="Began">Since when.</param>
/// <param name="Until">When it ends by itself.</param>
internal sealed record Reservation(
    PartyId Sender, string Id, int Number, ChargingPlace Place, SessionStart Start, string SessionId, DateTimeOffset Began, DateTimeOffset Until)
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the provider was told of it: what comes of it is told after that.</summary>
    public Task Told => _told.Task;

    public void SetTold() => _told.TrySetResult();
}
