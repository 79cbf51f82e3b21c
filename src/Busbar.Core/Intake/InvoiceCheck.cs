using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>
/// Looks at an invoice record beside the CDRs that it lists, as far as they are known: they tell who is to pay where nobody was addressed, and a CDR that names
/// another invoice is noted. What is not known or does not fit is no reason to refuse, for the two parties settle it.
/// </summary>
internal sealed class InvoiceCheck(IObjectStore store)
{
    public async ValueTask NoteAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        if (draft.Target.Module != OwnedModule.Invoices || draft.Refused)
        {
            return;
        }

        using var record = JsonDocument.Parse(draft.Utf8);
        var invoice = Text(record.RootElement, "invoice_id");
        var findings = new List<Finding>();
        PartyId? payer = null;
        var index = 0;
        foreach (var entry in record.RootElement.GetProperty("cdrs").EnumerateArray())
        {
            var path = $"/cdrs/{index++}";
            if (entry.ValueKind != JsonValueKind.String || await FindAsync(draft.Target.Owner, entry.GetString()!, cancellation) is not { } cdr)
            {
                continue;
            }

            payer ??= cdr.Key.Owner == draft.Target.Owner ? cdr.Facts.Audience : cdr.Key.Owner;
            using var document = JsonDocument.Parse(cdr.Utf8);
            if (Text(document.RootElement, "invoice_reference_id") is { } named && !named.Equals(invoice, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(new(path, "invoice", Severity.Info, "The CDR names another invoice in its invoice_reference_id.", "INV-020"));
            }
        }

        draft.Note(findings);
        if (draft.Target.For is null && payer is { } party)
        {
            draft.Address(party);
        }
    }

    /// <summary>A CDR that the owner of the record wrote, or that was written for it (reverse billing).</summary>
    private async ValueTask<StoredObject?> FindAsync(PartyId owner, string id, CancellationToken cancellation)
    {
        var found = await store.FindByIdAsync(ModuleId.Cdrs, id, cancellation);
        return found.FirstOrDefault(cdr => !cdr.Deleted && cdr.Key.Owner == owner) ?? found.FirstOrDefault(cdr => !cdr.Deleted && cdr.Facts.Audience == owner);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
