namespace Busbar.Admin.Contracts;

/// <summary>A party in one role.</summary>
public sealed record PartyView
{
    /// <summary>ISO 3166-1 alpha-2 country code.</summary>
    public required string CountryCode { get; init; }

    /// <summary>The party id within the country, three characters.</summary>
    public required string PartyId { get; init; }

    /// <summary>The market role: CPO, EMSP, NSP, NAP, SCSP, HUB, OTHER.</summary>
    public required string Role { get; init; }

    public string? Name { get; init; }

    public string? Website { get; init; }
}

/// <summary>A party of a partner, as declared by the operator before the partner registered.</summary>
public sealed record PartyRequest
{
    /// <summary>ISO 3166-1 alpha-2 country code. Required.</summary>
    public string? CountryCode { get; init; }

    /// <summary>The party id within the country, three letters or digits. Required.</summary>
    public string? PartyId { get; init; }

    /// <summary>The market role: CPO, EMSP, NSP, NAP, SCSP, HUB, OTHER. Required.</summary>
    public string? Role { get; init; }

    /// <summary>The business name; the party's id when left out.</summary>
    public string? Name { get; init; }

    public string? Website { get; init; }

    /// <summary>The name and website as OCPI has them, for whoever has them in that form.</summary>
    public BusinessDetailsRequest? BusinessDetails { get; init; }
}

/// <summary>Who a party is, in OCPI's form.</summary>
public sealed record BusinessDetailsRequest
{
    public string? Name { get; init; }

    public string? Website { get; init; }
}

/// <summary>What is said of a hosted party beside its address.</summary>
public sealed record HostedPartyRequest
{
    /// <summary>The business name that partners see; the party's id when left out.</summary>
    public string? Name { get; init; }

    public string? Website { get; init; }

    /// <summary>The name and website as OCPI has them, for whoever has them in that form.</summary>
    public BusinessDetailsRequest? BusinessDetails { get; init; }
}
