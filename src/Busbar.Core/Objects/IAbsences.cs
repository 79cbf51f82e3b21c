namespace Busbar.Core.Objects;

/// <summary>Port: which objects their partners' lists do not show, and since when; durable, and known to all processes. Everything goes with its connection.</summary>
public interface IAbsences
{
    /// <summary>
    /// A partner said of an object that it exists, and it stood already: nothing was written that a list could be compared with. Where the object is missing from
    /// a list, or may turn out to be while one is read, its absence counts from now on.
    /// </summary>
    /// <returns>False when the object was removed meanwhile: what the partner said has to be judged again.</returns>
    ValueTask<bool> AffirmAsync(Guid connection, ObjectKey key, CancellationToken cancellation);
}
