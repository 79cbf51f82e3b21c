using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Intake;

/// <summary>Port: which credit CDR takes which CDR back. A CDR is credited once.</summary>
public interface ICreditLedger
{
    /// <summary>Enters a credit CDR for a CDR of the same owner, unless there is one; returns the credit CDR that is entered now.</summary>
    Task<string> ClaimAsync(PartyId owner, string credited, string credit, CancellationToken cancellation);
}
