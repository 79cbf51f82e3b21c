namespace Busbar.Core.Objects;

/// <summary>What a Session or CDR of 2.1.1 does not say and later versions want: kept beside it, and put into it where it is shown to them.</summary>
public sealed record DriverLink
{
    public required string Uid { get; init; }

    public required string Type { get; init; }

    public required string ContractId { get; init; }

    public string? AuthorizationReference { get; init; }

    /// <summary>How it was authorised, where that is known better than 2.1.1 can say.</summary>
    public string? AuthMethod { get; init; }

    /// <summary>The Session of a CDR.</summary>
    public string? SessionId { get; init; }
}
