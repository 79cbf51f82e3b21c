using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>Which refusals are meant. What is null does not matter.</summary>
public sealed record RefusalFilter
{
    public Guid? Connection { get; init; }

    public ModuleId? Module { get; init; }

    public ObjectKey? Object { get; init; }

    public RefusalState? State { get; init; }

    public int? HttpStatus { get; init; }

    public int? OcpiStatus { get; init; }

    /// <summary>A part of the reason, ignoring case.</summary>
    public string? Reason { get; init; }

    /// <summary>Refused at or after this instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Refused before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The last one of the page before.</summary>
    public (DateTimeOffset At, Guid Id)? After { get; init; }

    public int Limit { get; init; } = 100;
}
