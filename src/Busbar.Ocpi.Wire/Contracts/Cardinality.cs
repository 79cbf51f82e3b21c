namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>How often a property occurs, as the fourth column of the standard's tables says.</summary>
public enum Cardinality
{
    /// <summary>"?": at most once; null and absent are the same.</summary>
    Optional,

    /// <summary>"1": exactly once, never null.</summary>
    Required,

    /// <summary>"*": a list; empty, null and absent are the same.</summary>
    Any,

    /// <summary>"+": a list with at least one item.</summary>
    AtLeastOne,
}
