using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>
/// 2.1.1 knows a token by its uid alone. Where a token is to be taken back there and another one of the same uid stands, saying that the uid is not valid would shut
/// out the other one: it is told instead (X-TOK-04).
/// </summary>
internal sealed class SameUid(PumpServices services)
{
    /// <summary>The token that stands where another one goes; null when there is none.</summary>
    public async Task<OutgoingState?> FindAsync(PartnerView view, ObjectKey gone, CancellationToken cancellation)
    {
        if (gone.Module != ModuleId.Tokens || view.Connection.Version != OcpiVersion.V211)
        {
            return null;
        }

        var (uid, type) = TokenKey.Parse(gone.Id);
        foreach (var other in TokenKey.OtherTypes.Prepend(TokenKey.DefaultType).Where(other => other != type))
        {
            if (await services.Objects.GetAsync(TokenKey.Of(gone.Owner, uid, other), 0, cancellation) is { Stored.Deleted: false } state && view.Sees(state.Stored)
                && await state.InAsync(OcpiVersion.V211) is { Withheld: null })
            {
                return state;
            }
        }

        return null;
    }
}
