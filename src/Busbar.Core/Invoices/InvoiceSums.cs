namespace Busbar.Core.Invoices;

/// <summary>What the CDRs of an invoice record come to in this gateway's own store, for whoever compares it with the invoice.</summary>
/// <param name="InvoiceId">The invoice's number.</param>
/// <param name="Totals">The sums, one for each currency.</param>
/// <param name="Counted">How many CDRs are in the sums.</param>
/// <param name="Missing">Listed CDRs that are not known here.</param>
/// <param name="OtherInvoice">CDRs that name another invoice.</param>
/// <param name="ListedTwice">CDRs that another record of the same owner lists too, with that record's id.</param>
/// <param name="Verdicts">The same CDRs by what checking them came to.</param>
public sealed record InvoiceSums(
    string InvoiceId, IReadOnlyList<CurrencyTotal> Totals, int Counted, IReadOnlyList<string> Missing, IReadOnlyList<string> OtherInvoice, IReadOnlyDictionary<string, string> ListedTwice,
    IReadOnlyList<VerdictSum> Verdicts);

/// <summary>A sum in one currency. Credits count negative.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="BeforeTaxes">Without taxes.</param>
/// <param name="AfterTaxes">With taxes; null when a CDR does not tell them.</param>
/// <param name="Cdrs">How many CDRs.</param>
public sealed record CurrencyTotal(string Currency, decimal BeforeTaxes, decimal? AfterTaxes, int Cdrs);
