using System.Collections.Frozen;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>What one version of OCPI says about its objects and enumerations: the tables of spec/contracts, read once.</summary>
public sealed class Contract
{
    private static readonly FrozenDictionary<OcpiVersion, Lazy<Contract>> All = OcpiVersions.All.ToFrozenDictionary(
        version => version, version => new Lazy<Contract>(() => ContractReader.Read(version)));

    internal Contract(OcpiVersion version, IEnumerable<ObjectContract> objects, IEnumerable<EnumContract> enums)
    {
        Version = version;
        Objects = objects.ToFrozenDictionary(contract => contract.Name, StringComparer.Ordinal);
        Enums = enums.ToFrozenDictionary(contract => contract.Name, StringComparer.Ordinal);
    }

    /// <summary>The version.</summary>
    public OcpiVersion Version { get; }

    /// <summary>Its objects and classes by name.</summary>
    public FrozenDictionary<string, ObjectContract> Objects { get; }

    /// <summary>Its enumerations by name.</summary>
    public FrozenDictionary<string, EnumContract> Enums { get; }

    /// <summary>The contract of a version.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the published versions.</exception>
    public static Contract For(OcpiVersion version) => All.TryGetValue(version, out var contract)
        ? contract.Value
        : throw new ArgumentOutOfRangeException(nameof(version), version, "Not a published OCPI version.");

    /// <summary>The object of that type; null when this version has none.</summary>
    public ObjectContract? Find(ObjectType type) => Objects.GetValueOrDefault(type.Name);
}
