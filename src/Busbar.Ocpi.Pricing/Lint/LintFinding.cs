using Busbar.Ocpi.Pricing.Sessions;

namespace Busbar.Ocpi.Pricing.Lint;

/// <summary>How much a finding matters.</summary>
public enum LintSeverity
{
    /// <summary>Worth knowing; may well be meant.</summary>
    Note,

    /// <summary>Probably not meant, or read differently by different partners.</summary>
    Warning,

    /// <summary>Contradicts itself, or gives something away.</summary>
    Error,
}

/// <summary>Something about a tariff that its owner should know.</summary>
/// <param name="Code">What it is; see <see cref="LintCodes"/>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Element">The element, counted from 0; null for the whole tariff.</param>
/// <param name="Component">The place of the component in its element, counted from 0; null for the element.</param>
/// <param name="Message">The same in words.</param>
/// <param name="Example">A session that shows it, where one does.</param>
public sealed record LintFinding(string Code, LintSeverity Severity, int? Element, int? Component, string Message, LintExample? Example = null);

/// <summary>A session that shows what is wrong.</summary>
/// <param name="Moment">The moment in it that matters, in English.</param>
/// <param name="Events">What happens; enough to price it.</param>
public sealed record LintExample(string Moment, IReadOnlyList<SessionEvent> Events);
