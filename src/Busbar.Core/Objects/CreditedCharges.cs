using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// Remembers which charges' CDRs were credited. 2.1.1 can say neither the credit nor that the CDR which follows takes the credited one's place: who got the first
/// one would bill the charge twice (X-CDR-20, X-CDR-21).
/// </summary>
public sealed class CreditedCharges(ILinkStore links, TimeProvider clock)
{
    /// <summary>The kind of the links from a charge to the credit CDR.</summary>
    public const string Kind = "credited";

    private const string Charge = "charge:";
    private const string Alone = "charge without session:";

    /// <summary>Notes a credit CDR; any other document is nothing to note.</summary>
    public async ValueTask NoteAsync(PartyId owner, ReadOnlyMemory<byte> cdr, CancellationToken cancellation)
    {
        if (cdr.Span.IndexOf("\"credit_reference_id\""u8) >= 0 && Read(cdr, noting: true, out var credits) is { Count: > 0 } charges && credits is not null)
        {
            var now = clock.GetUtcNow();
            await links.AddAsync(charges.ConvertAll(charge => new Link(Kind, owner, charge, credits, now)), cancellation);
        }
    }

    /// <summary>Whether a CDR takes the place of one that was credited.</summary>
    public async ValueTask<bool> IsReplacementAsync(ObjectKey key, ReadOnlyMemory<byte> cdr, CancellationToken cancellation)
    {
        var charges = Read(cdr, noting: false, out var credits);
        for (var i = 0; i < charges.Count && credits is null; i++)
        {
            if ((await links.FindAsync(Kind, key.Owner, charges[i], cancellation)).Any(link => !link.Value.Equals(key.Id, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names that a CDR's charge may have been noted by, beside its Session: they come from its token, and change with it.</summary>
    public static IReadOnlyList<string> Marks(ReadOnlyMemory<byte> cdr)
    {
        using var document = JsonDocument.Parse(cdr);
        return Mark(document.RootElement) is { } mark ? [Charge + mark, Alone + mark] : [];
    }

    /// <summary>
    /// What a charge is known by: its Session; where one of the two CDRs names none, the token, the EVSE and the moment at which it began.
    /// </summary>
    private static List<string> Read(ReadOnlyMemory<byte> utf8, bool noting, out string? credits)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        credits = root.TryGetProperty("credit", out var credit) && credit.ValueKind == JsonValueKind.True ? Text(root, "credit_reference_id") ?? "" : null;
        var charges = new List<string>(2);
        var session = Text(root, "session_id");
        if (session is not null)
        {
            charges.Add(session);
        }

        if (Mark(root) is { } mark)
        {
            if (session is null || noting)
            {
                charges.Add(Charge + mark);
            }

            if (session is null == noting)
            {
                charges.Add(Alone + mark);
            }
        }

        return charges;
    }

    private static string? Mark(JsonElement root)
    {
        if (Text(root, "cdr_token", "uid") is not { } uid || Text(root, "cdr_location", "evse_uid") is not { } evse
            || !OcpiDateTime.TryParse(Text(root, "start_date_time"), out var began))
        {
            return null;
        }

        // A token's uid is not written down for this.
        var charge = Encoding.UTF8.GetBytes($"{uid}\n{evse}\n{OcpiDateTime.Format(began)}".ToUpperInvariant());
        return Convert.ToHexStringLower(SHA256.HashData(charge).AsSpan(0, 16));
    }

    private static string? Text(JsonElement element, string parent, string name) =>
        element.TryGetProperty(parent, out var value) && value.ValueKind == JsonValueKind.Object ? Text(value, name) : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
