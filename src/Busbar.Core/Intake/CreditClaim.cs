using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>Sees to it that a CDR is credited once. Who comes first has it; the same credit CDR may come again.</summary>
internal sealed class CreditClaim(ICreditLedger? ledger)
{
    /// <summary>Enters a valid credit CDR; refuses the draft when another one took the same CDR back.</summary>
    public async ValueTask EnterAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        if (ledger is null || draft.Refused || draft.Target.Module != OwnedModule.Cdrs || draft.Source.Version == OcpiVersion.V211
            || CreditedBy(draft.Utf8) is not { } credited)
        {
            return;
        }

        var entered = await ledger.ClaimAsync(draft.Target.Owner, credited, draft.Target.Id, cancellation);
        if (!entered.Equals(draft.Target.Id, StringComparison.OrdinalIgnoreCase))
        {
            draft.Note([new("/credit_reference_id", "credit", Severity.Error, "The CDR is credited already by another credit CDR; a CDR is credited once.")]);
        }
    }

    private static string? CreditedBy(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.IndexOf("credit_reference_id"u8) < 0)
        {
            return null;
        }

        using var credit = JsonDocument.Parse(utf8);
        return credit.RootElement.TryGetProperty("credit", out var flag) && flag.ValueKind == JsonValueKind.True
            && credit.RootElement.TryGetProperty("credit_reference_id", out var reference) && reference.ValueKind == JsonValueKind.String
            ? reference.GetString()
            : null;
    }
}
