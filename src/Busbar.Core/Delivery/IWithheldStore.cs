using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>Port: what has no form in which version, durable; a row per object and version, however many partners speak it.</summary>
public interface IWithheldStore
{
    /// <summary>
    /// Writes down that an object's state has no form, and appends a change to the log when that is news. Says whether an earlier state is known to have had
    /// none either, so that nobody can have been shown it; false when it is not known.
    /// </summary>
    /// <param name="withheld">The state.</param>
    /// <param name="previous">The change before the one that made this state; null when it is not known.</param>
    /// <param name="asked">The change that made the state which is asked for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<bool> AddAsync(WithheldObject withheld, long? previous, long? asked, CancellationToken cancellation);

    /// <summary>The objects of a module that have no form in a version as they stand now, the latest first.</summary>
    ValueTask<IReadOnlyList<WithheldObject>> ListAsync(ModuleId module, OcpiVersion version, int limit, CancellationToken cancellation);

    /// <summary>It turned out to have a form after all: what it lacked has come.</summary>
    ValueTask RemoveAsync(ObjectKey key, OcpiVersion version, CancellationToken cancellation);
}
