using Busbar.Admin.Contracts;
using Busbar.Core.Delivery;

namespace Busbar.Admin.Queries;

/// <summary>Refusals as the operator sees them.</summary>
internal static class RefusalViews
{
    public static RefusalView Of(Refusal refusal) => new()
    {
        Id = refusal.Id,
        Connection = refusal.Connection,
        Module = refusal.Object.Module.Value,
        CountryCode = refusal.Object.Owner.CountryCode,
        PartyId = refusal.Object.Owner.Code,
        ObjectId = refusal.Object.Id,
        Sequence = refusal.Sequence,
        At = refusal.At,
        HttpStatus = refusal.HttpStatus,
        OcpiStatus = refusal.OcpiStatus,
        Reason = refusal.Reason,
        State = Words.Of(refusal.State),
        Exchange = refusal.Exchange,
    };
}
