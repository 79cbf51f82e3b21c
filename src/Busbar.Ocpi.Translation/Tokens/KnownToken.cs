using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>The stored token that a document of 2.1.1 means.</summary>
internal static class KnownToken
{
    /// <summary>The token as 2.2 sees it, whichever version it is stored in; null when none is known or it has no form there.</summary>
    public static Node? Find(TranslationContext context, string contractOrUid)
    {
        if (context.Related?.Token(contractOrUid) is not { } related)
        {
            return null;
        }

        var root = DocumentReader.Read(related.Utf8);
        if (root.Kind != JsonValueKind.Object)
        {
            return null;
        }

        var log = new LossLog(context with { Owner = context.TokenOwner ?? context.Owner }, static (_, _) => true);
        var token = new Place(root, log);
        if (related.Version == OcpiVersion.V211)
        {
            TokenStep.From211To22(token);
        }

        if (related.Version == OcpiVersion.V230)
        {
            TokenStep.From230To221(token);
        }

        return log.Withheld is null ? root : null;
    }
}
