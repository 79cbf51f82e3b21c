using System.Text.Json;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Residues;

/// <summary>What means something only together: taxes belong to the amount they were calculated from, and to no other.</summary>
internal static class Together
{
    /// <summary>Whether an object is put back as a whole or not at all: an amount with its taxes, a token.</summary>
    public static bool IsOneValue(Node node) =>
        node.Find("before_taxes") is { Kind: JsonValueKind.Number } || node.Find("excl_vat") is { Kind: JsonValueKind.Number } || node.Name.Span.SequenceEqual("cdr_token"u8);

    /// <summary>
    /// The members that must be as they were for another one beside them to be put back. Prices with taxes in them and prices without look alike; the power of a
    /// connector belongs to its current.
    /// </summary>
    public static IReadOnlyList<string> Beside(string member) => member switch
    {
        "tax_included" => ["elements"],
        "max_amperage" => ["standard", "power_type", "max_voltage"],
        "max_electric_power" => ["standard", "power_type", "max_voltage", "max_amperage"],
        _ => [],
    };
}
