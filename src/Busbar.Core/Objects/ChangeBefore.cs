namespace Busbar.Core.Objects;

/// <summary>What stood in an object's place before a change: tells who may have been shown it, without a note per partner.</summary>
/// <param name="Sequence">The change that made the state before; 0 for a new object.</param>
/// <param name="Alive">Whether there was an object, and not a removed one.</param>
/// <param name="Published">Whether it was to be published.</param>
public readonly record struct ChangeBefore(long Sequence, bool Alive, bool Published)
{
    /// <summary>Nothing: the object is new.</summary>
    public static ChangeBefore Nothing { get; }

    /// <summary>As one number, for a column.</summary>
    public long Pack() => (Sequence << 2) | (Alive ? 2L : 0) | (Published ? 1L : 0);

    public static ChangeBefore Unpack(long packed) => new(packed >> 2, (packed & 2) != 0, (packed & 1) != 0);
}
