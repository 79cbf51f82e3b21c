using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>What checking a CDR came to, and what was decided about it.</summary>
public sealed record VerdictView
{
    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The CDR's id.</summary>
    public required string CdrId { get; init; }

    /// <summary>The change that brought the CDR.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The connection it came from; absent for the operator API.</summary>
    public Guid? Connection { get; init; }

    /// <summary>agrees, disagrees or not_checkable.</summary>
    public required string Outcome { get; init; }

    /// <summary>accepted (passed on), held (kept back until you decide) or disputed.</summary>
    public required string State { get; init; }

    public required string Currency { get; init; }

    /// <summary>The total without taxes that the CDR states.</summary>
    public decimal? Stated { get; init; }

    /// <summary>The total without taxes by its tariff.</summary>
    public decimal? Computed { get; init; }

    /// <summary>How many places contradict each other, apart from the price.</summary>
    public required int Inconsistencies { get; init; }

    /// <summary>The likeliest way of pricing that comes to the stated number.</summary>
    public string? Cause { get; init; }

    /// <summary>What the meter's signature is worth: VERIFIED, FAILED or NOT_VERIFIABLE; absent when nothing was signed.</summary>
    public string? Signature { get; init; }

    /// <summary>What was said when deciding.</summary>
    public string? Note { get; init; }
}

/// <summary>A verdict with everything that leads to it.</summary>
public sealed record VerdictDetailView
{
    public required VerdictView Verdict { get; init; }

    /// <summary>The report as data: differences, explanations, inconsistencies, every line of the price, the policy, signed data.</summary>
    public required JsonElement Report { get; init; }

    /// <summary>The same in words, in the language that was asked for.</summary>
    public required IReadOnlyList<TextSectionView> Explanation { get; init; }

    public required string Language { get; init; }
}

/// <summary>A heading with its lines.</summary>
public sealed record TextSectionView
{
    public required string Title { get; init; }

    /// <summary>A line that begins with two spaces belongs to the one before it.</summary>
    public required IReadOnlyList<string> Lines { get; init; }
}

/// <summary>Why a CDR is accepted or disputed.</summary>
public sealed record VerdictDecisionRequest
{
    /// <summary>At most 512 characters; shown with the verdict.</summary>
    public string? Note { get; init; }
}

/// <summary>One content of a tariff and the time in which it was the present one.</summary>
public sealed record TariffVersionView
{
    /// <summary>First 16 bytes of SHA-256 over the content, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The version of OCPI that it was written in.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Absent for the present one.</summary>
    public DateTimeOffset? Until { get; init; }

    public Guid? Connection { get; init; }

    /// <summary>The tariff as its owner wrote it.</summary>
    public required JsonElement Tariff { get; init; }
}

/// <summary>The public key of a meter.</summary>
public sealed record MeterKeyRequest
{
    /// <summary>PEM, or Base64 or hexadecimal of a SubjectPublicKeyInfo or of a bare point.</summary>
    public string? PublicKey { get; init; }
}

/// <summary>A registered public key of a meter.</summary>
public sealed record MeterKeyView
{
    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The meter as CDRs name it (meter_id).</summary>
    public required string MeterId { get; init; }

    public required string PublicKey { get; init; }

    /// <summary>SHA-256 over the key, hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset At { get; init; }
}
