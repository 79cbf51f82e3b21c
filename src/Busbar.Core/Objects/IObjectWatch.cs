using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>Port: tells whether what was read of a module is still what the store holds, without asking the database.</summary>
public interface IObjectWatch
{
    /// <summary>A moment before a reading. Null when nobody can tell what comes after it: other processes write, and they are not heard.</summary>
    ObjectMoment? Now(ModuleId module);

    /// <summary>
    /// When objects were last removed for good, or changed without a word about each: the sequence of the log. What was kept of any object before that is not to be shown.
    /// </summary>
    long Removed { get; }

    /// <summary>
    /// Whether since a moment no object of the module appeared, vanished or changed who may see it, and none of those named was written. May be
    /// false without need, never true in error.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="since">What <see cref="Now"/> gave before the reading began.</param>
    /// <param name="keys">The hash codes of the objects' keys.</param>
    bool IsUnchanged(ModuleId module, ObjectMoment since, ReadOnlySpan<int> keys);
}

/// <summary>A moment in the life of a module's objects.</summary>
/// <param name="Sequence">The newest change that was visible.</param>
/// <param name="Membership">How often objects had appeared, vanished or changed who may see them.</param>
public readonly record struct ObjectMoment(long Sequence, long Membership);
