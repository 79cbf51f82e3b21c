namespace Busbar.Ocpi.Wire.Validation;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; conformant.</summary>
    Info,

    /// <summary>Not conformant, but the meaning is clear: accepted by a tolerant receiver, and recorded.</summary>
    Warning,

    /// <summary>The object cannot be accepted.</summary>
    Error,
}
