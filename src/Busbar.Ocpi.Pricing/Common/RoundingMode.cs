namespace Busbar.Ocpi.Pricing.Common;

/// <summary>What becomes of the part of a number that is cut off. All modes treat an amount and its negation alike.</summary>
public enum RoundingMode
{
    /// <summary>Halves go away from zero.</summary>
    HalfUp,

    /// <summary>Halves go to the even neighbour.</summary>
    HalfEven,

    /// <summary>Whatever is cut off goes away from zero.</summary>
    Up,

    /// <summary>Whatever is cut off is dropped.</summary>
    Down,
}
