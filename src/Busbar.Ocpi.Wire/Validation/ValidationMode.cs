namespace Busbar.Ocpi.Wire.Validation;

/// <summary>How complete a document has to be.</summary>
internal enum ValidationMode
{
    /// <summary>A whole object: every required property is there.</summary>
    Whole,

    /// <summary>The body of a PATCH: only what changes.</summary>
    Patch,
}
