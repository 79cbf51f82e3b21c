using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>The values that the enumerations of a version have, from the contract tables.</summary>
internal static class KnownValues
{
    /// <summary>An enumeration of a version; null when the version has none of that name.</summary>
    public static EnumContract? Of(OcpiVersion version, string enumeration) => Contract.For(version).Enums.GetValueOrDefault(enumeration);

    /// <summary>Whether the enumeration has the value. What is no text is not the enumeration's to judge.</summary>
    public static bool Knows(this EnumContract? known, Node? value) =>
        known is null || value is not { Kind: JsonValueKind.String } || known.Contains(value.Raw[1..^1]);
}
