namespace Busbar.Admin.Contracts;

/// <summary>What a version cannot show of an object.</summary>
public sealed record ObjectLossView
{
    public required string Module { get; init; }

    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The object's id; a token's uid.</summary>
    public required string Id { get; init; }

    public string? TokenType { get; init; }

    /// <summary>The OCPI version that it is kept in: its owner's.</summary>
    public required string From { get; init; }

    /// <summary>The version that was looked at.</summary>
    public required string To { get; init; }

    /// <summary>Whether the version has no form for the object, so that it is not sent at all.</summary>
    public required bool Withheld { get; init; }

    /// <summary>Why it is withheld.</summary>
    public string? Reason { get; init; }

    public required IReadOnlyList<LossView> Losses { get; init; }
}

/// <summary>One thing that a version cannot carry as it is.</summary>
public sealed record LossView
{
    /// <summary>JSON Pointer into the object as its owner wrote it.</summary>
    public required string Path { get; init; }

    /// <summary>The translation rule.</summary>
    public required string Rule { get; init; }

    /// <summary>dropped, defaulted, approximated or aliased.</summary>
    public required string Kind { get; init; }

    public required string Message { get; init; }

    /// <summary>Whether somebody who calculates a price from what was sent may come to another one.</summary>
    public required bool PriceRelevant { get; init; }
}
