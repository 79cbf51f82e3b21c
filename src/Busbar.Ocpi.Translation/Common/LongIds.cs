namespace Busbar.Ocpi.Translation.Common;

/// <summary>Ids of 2.1.1 may have 39 characters, those of later versions 36: a longer one is shown there by another id that is always the same (X-ID-1).</summary>
public static class LongIds
{
    /// <summary>The id that stands for a long one; the id itself when it fits.</summary>
    public static string Surrogate(string id) => Identifiers.Shorten(id);
}
