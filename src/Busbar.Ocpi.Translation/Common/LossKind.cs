namespace Busbar.Ocpi.Translation.Common;

/// <summary>What a translation did to a value that the target version cannot carry as it is.</summary>
public enum LossKind
{
    /// <summary>The value has no place in the target version and was left out.</summary>
    Dropped,

    /// <summary>The target requires a value that the source does not have; a documented default was written.</summary>
    Defaulted,

    /// <summary>The nearest value of the target version was written.</summary>
    Approximated,

    /// <summary>An identifier was replaced by one that fits.</summary>
    Aliased,
}
