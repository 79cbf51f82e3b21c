namespace Busbar.Admin.Contracts;

/// <summary>What the CDRs of an invoice record come to in this gateway's store.</summary>
public sealed record ReconciliationView
{
    public required string InvoiceId { get; init; }

    /// <summary>The sums of total_cost, one for each currency; credits count negative.</summary>
    public required IReadOnlyList<CurrencyTotalView> Totals { get; init; }

    /// <summary>How many CDRs are in the sums.</summary>
    public required int Counted { get; init; }

    /// <summary>Listed CDRs that are not known here.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>CDRs whose invoice_reference_id names another invoice.</summary>
    public required IReadOnlyList<string> OtherInvoice { get; init; }

    /// <summary>CDRs that another record lists too, with that record's id.</summary>
    public required IReadOnlyDictionary<string, string> ListedTwice { get; init; }

    /// <summary>The same CDRs by what checking them came to.</summary>
    public required IReadOnlyList<VerdictSumView> Verdicts { get; init; }
}

/// <summary>CDRs of an invoice that were found alike.</summary>
public sealed record VerdictSumView
{
    /// <summary>AGREES, NOT_CHECKABLE, NOT_CHECKED (yet), UNEXPLAINED, or the likeliest cause of a difference.</summary>
    public required string Cause { get; init; }

    public required string Currency { get; init; }

    public required int Cdrs { get; init; }

    /// <summary>What they state together, without taxes.</summary>
    public required decimal Stated { get; init; }

    /// <summary>What they come to by their tariffs; absent where that is not known.</summary>
    public decimal? Computed { get; init; }
}

/// <summary>A sum in one currency.</summary>
public sealed record CurrencyTotalView
{
    public required string Currency { get; init; }

    public required decimal BeforeTaxes { get; init; }

    /// <summary>Absent when a CDR does not tell its taxes.</summary>
    public decimal? AfterTaxes { get; init; }

    public required int Cdrs { get; init; }
}
