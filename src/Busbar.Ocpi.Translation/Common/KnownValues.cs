using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>The values that an enumeration of the target version has, from the contract tables.</summary>
internal static class KnownValues
{
    public static IReadOnlySet<string> Of221(string enumeration) => Contract.For(OcpiVersion.V221).Enums[enumeration].Values;
}
