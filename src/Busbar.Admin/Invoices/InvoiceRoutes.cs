using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Validation;
using Busbar.Core.Invoices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Invoices;

/// <summary>/api/invoicereconciliation/…/reconciliation: an invoice record beside the CDRs that it lists.</summary>
internal static class InvoiceRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/invoicereconciliation/{country_code}/{party_id}/{id}/reconciliation", ReconcileAsync)
        .WithTags("Invoicereconciliation").WithName("ReconcileInvoice").MayMiss()
        .WithSummary("Adds up the CDRs of an invoice record as they are known here, for each currency, and says which are missing or belong to another invoice.");

    private static async Task<ReconciliationView> ReconcileAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, string id,
        [FromServices] InvoiceReconciler reconciler, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var owner = PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        errors.ThrowIfAny();
        return await reconciler.ReconcileAsync(owner!.Value, id, cancellation) is { } sums
            ? new ReconciliationView
            {
                InvoiceId = sums.InvoiceId,
                Totals = [.. sums.Totals.Select(total => new CurrencyTotalView
                {
                    Currency = total.Currency, BeforeTaxes = total.BeforeTaxes, AfterTaxes = total.AfterTaxes, Cdrs = total.Cdrs,
                })],
                Counted = sums.Counted,
                Missing = sums.Missing,
                OtherInvoice = sums.OtherInvoice,
                ListedTwice = sums.ListedTwice,
                Verdicts = [.. sums.Verdicts.Select(sum => new VerdictSumView { Cause = sum.Cause, Currency = sum.Currency, Cdrs = sum.Cdrs, Stated = sum.Stated, Computed = sum.Computed })],
            }
            : throw ProblemException.NotFound($"There is no such invoice record of {owner}.");
    }
}
