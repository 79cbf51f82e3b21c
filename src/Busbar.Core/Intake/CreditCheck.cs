using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>
/// Compares a credit CDR with the CDR that it takes back, where that one is known in the same version: it repeats all its data and negates the
/// total cost. What differs is noted and no reason to refuse, for the money is settled between the two parties.
/// </summary>
internal sealed class CreditCheck(IObjectStore store)
{
    /// <summary>What a credit CDR has of its own. Costs other than the total keep the original's amounts; their sign is not looked at.</summary>
    private static readonly string[] Own = ["id", "credit", "credit_reference_id", "total_cost", "remark", "invoice_reference_id", "last_updated"];

    public async ValueTask NoteAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        if (draft.Target.Module != OwnedModule.Cdrs || draft.Source.Version == OcpiVersion.V211)
        {
            return;
        }

        using var credit = JsonDocument.Parse(draft.Utf8);
        if (!credit.RootElement.TryGetProperty("credit", out var flag) || flag.ValueKind != JsonValueKind.True
            || !credit.RootElement.TryGetProperty("credit_reference_id", out var reference) || reference.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var original = await store.FindAsync(new ObjectKey(ModuleId.Cdrs, draft.Target.Owner, reference.GetString()!), cancellation);
        if (original is null || original.Deleted || original.Version != draft.Source.Version)
        {
            return;
        }

        using var credited = JsonDocument.Parse(original.Utf8);
        draft.Note([.. Differences(credited.RootElement, credit.RootElement)]);
    }

    private static IEnumerable<Finding> Differences(JsonElement original, JsonElement credit)
    {
        foreach (var member in original.EnumerateObject())
        {
            if (Own.Contains(member.Name) || (member.Name.StartsWith("total_", StringComparison.Ordinal) && member.Name.EndsWith("_cost", StringComparison.Ordinal)))
            {
                continue;
            }

            if (!credit.TryGetProperty(member.Name, out var repeated) || !JsonElement.DeepEquals(member.Value, repeated))
            {
                yield return new($"/{member.Name}", "credit", Severity.Warning, $"{member.Name} is not that of the CDR that is credited.", "CDR-009");
            }
        }

        foreach (var side in (string[])["before_taxes", "excl_vat", "incl_vat"])
        {
            if (Amount(original, side) is { } cost && Amount(credit, side) != -cost)
            {
                yield return new($"/total_cost/{side}", "credit", Severity.Warning, $"{side} is not the negated amount of the CDR that is credited.", "CDR-010");
            }
        }
    }

    private static decimal? Amount(JsonElement cdr, string side) =>
        cdr.TryGetProperty("total_cost", out var cost) && cost.ValueKind == JsonValueKind.Object
        && cost.TryGetProperty(side, out var amount) && amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var value)
            ? value
            : null;
}
