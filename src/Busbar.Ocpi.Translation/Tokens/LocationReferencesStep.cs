using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Tokens;

/// <summary>LocationReferences (X-AUT-1, X-AUT-2): 2.1.1 names connectors too, and may have longer ids.</summary>
internal static class LocationReferencesStep
{
    public static void From211To22(Place references)
    {
        references.Drop("connector_ids", "X-AUT-1", "The target version names EVSEs, not connectors.");
        Identifiers.Shorten(references, "location_id");
        var isShortened = false;
        Identifiers.EachOf(references, "evse_uids", id => id.AsText() is { Length: > Identifiers.MaxLength } text ? Shorter(text) : null);
        if (isShortened)
        {
            references.Lost("evse_uids", "X-ID-1", LossKind.Aliased, $"An id is longer than the {Identifiers.MaxLength} characters that are allowed; another one stands for it.");
        }

        Node Shorter(string id)
        {
            isShortened = true;
            return Node.Text(Identifiers.Shorten(id));
        }
    }

    public static void From22To211(Place references)
    {
        Identifiers.Restore(references, "location_id");
        var context = references.Context;
        Identifiers.EachOf(references, "evse_uids", id => Identifiers.OriginalOf(id, context) is { } original ? Node.Text(original) : null);
    }
}
