using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// Remembers whose sessions' CDRs were credited. 2.1.1 can say neither the credit nor that the CDR which follows takes the credited one's place: who got the first
/// one would bill the charge twice (X-CDR-20, X-CDR-21).
/// </summary>
public sealed class CreditedCharges(ILinkStore links, TimeProvider clock)
{
    private const string Kind = "credited";

    /// <summary>Notes a credit CDR; any other document is nothing to note.</summary>
    public async ValueTask NoteAsync(PartyId owner, ReadOnlyMemory<byte> cdr, CancellationToken cancellation)
    {
        if (cdr.Span.IndexOf("\"credit_reference_id\""u8) >= 0 && Session(cdr, out var credits) is { } session && credits is not null)
        {
            await links.AddAsync([new Link(Kind, owner, session, credits, clock.GetUtcNow())], cancellation);
        }
    }

    /// <summary>Whether a CDR takes the place of one that was credited.</summary>
    public async ValueTask<bool> IsReplacementAsync(ObjectKey key, ReadOnlyMemory<byte> cdr, CancellationToken cancellation) =>
        Session(cdr, out var credits) is { } session && credits is null
        && (await links.FindAsync(Kind, key.Owner, session, cancellation)).Any(link => !link.Value.Equals(key.Id, StringComparison.OrdinalIgnoreCase));

    private static string? Session(ReadOnlyMemory<byte> utf8, out string? credits)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        credits = root.TryGetProperty("credit", out var credit) && credit.ValueKind == JsonValueKind.True ? Text(root, "credit_reference_id") ?? "" : null;
        return Text(root, "session_id");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
