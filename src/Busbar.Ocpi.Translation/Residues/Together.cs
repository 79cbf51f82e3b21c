using System.Text.Json;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Residues;

/// <summary>What means something only together: taxes belong to the amount they were calculated from, and to no other.</summary>
internal static class Together
{
    /// <summary>Whether an object is put back as a whole or not at all: an amount with its taxes, a token.</summary>
    public static bool IsOneValue(Node node) =>
        node.Find("before_taxes") is { Kind: JsonValueKind.Number } || node.Find("excl_vat") is { Kind: JsonValueKind.Number } || node.Name.Span.SequenceEqual("cdr_token"u8);

    /// <summary>Prices with taxes in them and prices without look alike: a tariff is told to have the one kind only while its prices are those that it had.</summary>
    public static Difference Tie(Difference difference, Node back) =>
        difference.At is ["tax_included"] && back.Find("elements") is { } elements ? difference with { Beside = ("elements", Sameness.Mark(elements)) } : difference;
}
