using Busbar.Core.Objects;
using Busbar.Core.Verdicts;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Invoices;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Invoices;

/// <summary>Adds up the CDRs that an invoice record lists: the set is what the record says, and nothing else.</summary>
public sealed class InvoiceReconciler(IObjectStore store, IVerdictStore verdicts)
{
    private const int Step = 1000;

    /// <summary>The sums for a record; null when there is no such record.</summary>
    public async Task<InvoiceSums?> ReconcileAsync(PartyId owner, string id, CancellationToken cancellation)
    {
        if (await store.FindAsync(new ObjectKey(ModuleId.InvoiceReconciliation, owner, id), cancellation) is not { Deleted: false } stored)
        {
            return null;
        }

        var record = OcpiJson.Deserialize<InvoiceReconciliationRecord>(stored.Utf8.Span);
        var totals = new Dictionary<string, CurrencyTotal>(StringComparer.OrdinalIgnoreCase);
        var (missing, otherInvoice, counted) = (new List<string>(), new List<string>(), 0);
        var causes = new VerdictSums();
        foreach (var cdrId in record.Cdrs.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (await FindAsync(owner, stored.Facts.Audience, cdrId, cancellation) is not { } found)
            {
                missing.Add(cdrId);
                continue;
            }

            var (key, cdr) = found;
            counted++;
            Add(totals, cdr);
            causes.Add(cdr, await verdicts.FindAsync(key, cancellation));
            if (cdr.InvoiceReferenceId is { } named && !named.Equals(record.InvoiceId, StringComparison.OrdinalIgnoreCase))
            {
                otherInvoice.Add(cdrId);
            }
        }

        return new InvoiceSums(record.InvoiceId, [.. totals.Values.OrderBy(total => total.Currency)], counted, missing, otherInvoice, await ListedTwiceAsync(record, owner, cancellation), causes.All);
    }

    /// <summary>Direct billing: the owner of the record wrote the CDR. Reverse billing: it was written for it, by the party that is to pay.</summary>
    private async ValueTask<(ObjectKey Key, Cdr Cdr)?> FindAsync(PartyId owner, PartyId? payer, string id, CancellationToken cancellation)
    {
        var found = await store.FindByIdAsync(ModuleId.Cdrs, id, cancellation);
        var stored = found.FirstOrDefault(cdr => !cdr.Deleted && cdr.Key.Owner == owner)
            ?? found.FirstOrDefault(cdr => !cdr.Deleted && cdr.Facts.Audience == owner && (payer is null || cdr.Key.Owner == payer));
        if (stored is null)
        {
            return null;
        }

        var canonical = Translator.Translate(ObjectType.Cdr, stored.Version, OcpiVersion.V230, stored.Utf8);
        return !canonical.IsWithheld && OcpiJson.TryDeserialize<Cdr>(canonical.Utf8.Span, out var cdr, out _) ? (stored.Key, cdr) : null;
    }

    private static void Add(Dictionary<string, CurrencyTotal> totals, Cdr cdr)
    {
        var sign = cdr.Credit == true && cdr.TotalCost.BeforeTaxes > 0 ? -1 : 1;
        var before = sign * cdr.TotalCost.BeforeTaxes;
        decimal? after = cdr.TotalCost.Taxes.Count == 0 ? null : before + (sign * cdr.TotalCost.Taxes.Sum(tax => tax.Amount));
        totals[cdr.Currency] = totals.TryGetValue(cdr.Currency, out var total)
            ? total with { BeforeTaxes = total.BeforeTaxes + before, AfterTaxes = total.AfterTaxes + after, Cdrs = total.Cdrs + 1 }
            : new CurrencyTotal(cdr.Currency, before, after, 1);
    }

    private async ValueTask<IReadOnlyDictionary<string, string>> ListedTwiceAsync(InvoiceReconciliationRecord record, PartyId owner, CancellationToken cancellation)
    {
        var others = new OtherRecords(record);
        bool more;
        do
        {
            var query = new PageQuery { Module = ModuleId.InvoiceReconciliation, Owners = [owner], AfterOrdinal = others.Last, Limit = Step };
            more = await store.ReadPageAsync(query, others, cancellation);
        }
        while (more);

        return others.Found;
    }

    private sealed class OtherRecords(InvoiceReconciliationRecord record) : IObjectSink
    {
        private readonly HashSet<string> _listed = new(record.Cdrs, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, string> _found = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyDictionary<string, string> Found => _found;

        public long Last { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            Last = header.Ordinal;
            if (header.Key.Id.Equals(record.Id, StringComparison.OrdinalIgnoreCase) || !OcpiJson.TryDeserialize<InvoiceReconciliationRecord>(utf8, out var other, out _))
            {
                return;
            }

            foreach (var cdr in other.Cdrs.Where(_listed.Contains))
            {
                _found.TryAdd(cdr, other.Id);
            }
        }
    }
}
