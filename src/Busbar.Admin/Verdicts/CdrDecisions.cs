using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Verdicts;

/// <summary>Accepts and disputes CDRs, for the operator API and the console alike.</summary>
public sealed class CdrDecisions(VerdictDesk desk)
{
    /// <summary>The longest note.</summary>
    public const int LongestNote = 512;

    /// <summary>Null when the CDR has no verdict.</summary>
    public async Task<VerdictView?> DecideAsync(string countryCode, string partyId, string id, bool accept, string? note, CancellationToken cancellation) =>
        await desk.DecideAsync(
            new ObjectKey(ModuleId.Cdrs, new PartyId(countryCode, partyId), id), accept ? VerdictState.Accepted : VerdictState.Disputed, note, cancellation) is { } verdict
            ? VerdictQueries.View(verdict)
            : null;
}
