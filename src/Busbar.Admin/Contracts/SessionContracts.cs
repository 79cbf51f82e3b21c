using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>What a session costs so far.</summary>
public sealed record SessionCostView
{
    /// <summary>The session's status.</summary>
    public required string Status { get; init; }

    /// <summary>When the session was last updated: the price is as of then.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Absent when no tariff is known.</summary>
    public string? Currency { get; init; }

    public decimal? BeforeTaxes { get; init; }

    public decimal? AfterTaxes { get; init; }

    /// <summary>Why there is no price.</summary>
    public string? Problem { get; init; }

    /// <summary>The price in words.</summary>
    public required IReadOnlyList<TextSectionView> Explanation { get; init; }

    /// <summary>The price as data, every line of it; absent when there is none.</summary>
    public JsonElement? Report { get; init; }
}

/// <summary>What is known of a session at its end. Everything may be left out that the session itself says.</summary>
public sealed record CompletionBody
{
    /// <summary>When it ended; else the last reading's time, else what the session says.</summary>
    public DateTimeOffset? EndDateTime { get; init; }

    /// <summary>Energy in kWh; else what the readings come to, else what the session says.</summary>
    public decimal? Kwh { get; init; }

    /// <summary>Meter readings and changes of state, the first at the start of the session. With them the charging periods are made anew.</summary>
    public IReadOnlyList<ReadingBody>? Readings { get; init; }

    /// <summary>What the meter signed, an OCPI SignedData object; goes into the CDR as it is.</summary>
    public JsonElement? SignedData { get; init; }

    public string? MeterId { get; init; }

    public string? InvoiceReferenceId { get; init; }

    public string? Remark { get; init; }
}

/// <summary>Something that was seen of a session.</summary>
public sealed record ReadingBody
{
    public DateTimeOffset? At { get; init; }

    /// <summary>The meter's count in kWh; only differences matter.</summary>
    public decimal? Kwh { get; init; }

    /// <summary>What begins then: reserved, charging, suspended_by_vehicle, suspended_by_station, ended, expired.</summary>
    public string? State { get; init; }

    /// <summary>Power in kW from then on.</summary>
    public decimal? Power { get; init; }

    /// <summary>Current in A over all phases from then on.</summary>
    public decimal? Current { get; init; }

    /// <summary>The tariff from then on.</summary>
    public string? TariffId { get; init; }
}

/// <summary>What came of completing a session.</summary>
public sealed record CompletionView
{
    /// <summary>False when the CDR had been made before.</summary>
    public required bool Created { get; init; }

    /// <summary>The CDR's address below /api/cdrs.</summary>
    public required string Cdr { get; init; }

    /// <summary>The change that brought it; 0 when it was there before.</summary>
    public required long Sequence { get; init; }
}
