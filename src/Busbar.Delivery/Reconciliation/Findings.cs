using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Core.Reconciliation;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Delivery.Reconciliation;

/// <summary>Judges two contents of one object.</summary>
internal static class Findings
{
    /// <param name="key">The object.</param>
    /// <param name="expected">The content that is right.</param>
    /// <param name="found">The content that is there.</param>
    /// <param name="ours">Which of the two is ours.</param>
    /// <returns>Null when they are the same.</returns>
    public static Difference? Between(ObjectKey key, ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> found, ReadOnlyMemory<byte> ours)
    {
        IReadOnlyList<DifferingMember> members;
        try
        {
            members = ours.Equals(expected) ? DocumentDifference.Between(expected, found) : DocumentDifference.Between(found, expected);
        }
        catch (JsonException)
        {
            return new Difference(DifferenceKind.Different, key, new DifferenceDetail { Message = "What is there is no JSON object." });
        }

        if (members.Count == 0)
        {
            return null;
        }

        var (right, there) = (UpdatedAt(expected), UpdatedAt(found));
        var stale = there < right;
        return new Difference(stale ? DifferenceKind.Stale : DifferenceKind.Different, key, new DifferenceDetail
        {
            Message = stale ? "An older state is there." : there > right ? "A newer state is there." : "The content differs, at the same last_updated.",
            Expected = right,
            Found = there,
            Members = members,
        });
    }

    /// <summary>Whether nothing differs but times, and the partner's are later: what came back into a partner's sight carries the time at which it did.</summary>
    public static bool IsLaterOnly(Difference difference) => difference.Detail is { Members: { } members, Expected: { } expected, Found: { } found }
        && found >= expected && members.All(member => member.Path.EndsWith("/last_updated", StringComparison.Ordinal));

    /// <summary>Whether a partner knows that an object is gone that its protocol has no DELETE for.</summary>
    public static bool IsGone(ModuleId module, ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && (module == ModuleId.Tokens ? root.TryGetProperty("valid", out var valid) && valid.ValueKind == JsonValueKind.False
                    : module == ModuleId.Locations && (!root.TryGetProperty("evses", out var evses) || evses.ValueKind != JsonValueKind.Array
                        || evses.EnumerateArray().All(evse => evse.TryGetProperty("status", out var status) && status.ValueEquals("REMOVED"))));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static DateTimeOffset? UpdatedAt(ReadOnlyMemory<byte> utf8) =>
        TextMember.Read(utf8.Span, "last_updated") is { } text && OcpiDateTime.TryParse(text, out var at) ? at : null;
}
