namespace Busbar.Storage.Rows;

/// <summary>An object's primary key: the module's number in the high bits, the ordinal within the module in the low 40. A page is one range of it.</summary>
public static class ObjectId
{
    private const int OrdinalBits = 40;
    private const long OrdinalMask = (1L << OrdinalBits) - 1;

    public static long First(int module) => (long)module << OrdinalBits;

    /// <summary>The id that no object of the module reaches.</summary>
    public static long End(int module) => First(module + 1);

    public static long Ordinal(long id) => id & OrdinalMask;

    /// <summary>The id of an ordinal; ordinals out of range come from a client's cursor and are brought back into it.</summary>
    public static long Of(int module, long ordinal) => First(module) | Math.Clamp(ordinal, 0, OrdinalMask);
}
