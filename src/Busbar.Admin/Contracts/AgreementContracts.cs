namespace Busbar.Admin.Contracts;

/// <summary>Whose data and calls may flow to whom.</summary>
public sealed record AgreementRequest
{
    /// <summary>The owner of the data ("NL/TNM"); every party when left out.</summary>
    public string? From { get; init; }

    /// <summary>Who may have it ("DE/MSP"); every party when left out.</summary>
    public string? To { get; init; }

    /// <summary>The modules it covers ("locations", "tariffs" …); all when left out.</summary>
    public IReadOnlyList<string>? Modules { get; init; }
}

/// <summary>An agreement in force.</summary>
public sealed record AgreementView
{
    public required Guid Id { get; init; }

    /// <summary>The owner of the data; absent for every party.</summary>
    public string? From { get; init; }

    /// <summary>Who may have it; absent for every party.</summary>
    public string? To { get; init; }

    /// <summary>The modules it covers; empty for all.</summary>
    public required IReadOnlyList<string> Modules { get; init; }

    public required DateTimeOffset Since { get; init; }
}
