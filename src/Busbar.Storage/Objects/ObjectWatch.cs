using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

internal sealed class ObjectWatch(IDatabase database) : IObjectWatch
{
    public long Removed => database.State.StampsOfOthers.LastRemoved;

    // The sequence first: what is committed between the two makes the moment older than it need be, never newer.
    public ObjectMoment? Now(ModuleId module) =>
        database.HearsOthers ? new ObjectMoment(database.State.Tail.Last, database.State.Versions.Membership(module)) : null;

    public bool IsUnchanged(ModuleId module, ObjectMoment since, ReadOnlySpan<int> keys) =>
        database.HearsOthers && database.State.Versions.Membership(module) == since.Membership && database.State.Stamps.AreOlder(keys, since.Sequence);
}
