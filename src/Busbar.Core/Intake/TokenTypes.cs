using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Intake;

/// <summary>
/// A Token of a type that its owner's version does not have is shown as OTHER there (X-TOK-03). When it comes back as that, it is still the same Token.
/// </summary>
internal sealed class TokenTypes(IObjectStore store)
{
    private const string Substitute = "OTHER";

    public async ValueTask FindAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        var (target, version) = (draft.Target, draft.Source.Version);
        if (target.Module != OwnedModule.Tokens || target.TokenType != Substitute || version == OcpiVersion.V230
            || await store.FindAsync(target.Key, cancellation) is { Deleted: false })
        {
            return;
        }

        string? only = null;
        foreach (var type in version == OcpiVersion.V211 ? TokenKey.OtherTypes : ["EMAID"])
        {
            if (type != Substitute && await store.FindAsync(TokenKey.Of(target.Owner, target.Id, type), cancellation) is { Deleted: false } known && known.Version > version)
            {
                if (only is not null)
                {
                    return;
                }

                only = type;
            }
        }

        if (only is not null)
        {
            draft.MeanType(only);
        }
    }
}
