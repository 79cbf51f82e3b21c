namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Everything that validation had to say about one document.</summary>
public sealed class ValidationResult
{
    internal ValidationResult(IReadOnlyList<Finding> findings)
    {
        Findings = findings;
        foreach (var finding in findings)
        {
            if (finding.Severity > Worst)
            {
                Worst = finding.Severity;
            }
        }
    }

    /// <summary>The result of a document about which there is nothing to say.</summary>
    public static ValidationResult Clean { get; } = new([]);

    /// <summary>Every finding, in the order of the document.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The greatest severity among the findings; <see cref="Severity.Info"/> when there is none.</summary>
    public Severity Worst { get; }

    /// <summary>Whether the document can be accepted: there is no <see cref="Severity.Error"/>.</summary>
    public bool IsAcceptable => Worst < Severity.Error;

    /// <summary>Whether the document conforms to its version: there is neither an error nor a warning.</summary>
    public bool IsConformant => Worst < Severity.Warning;
}
