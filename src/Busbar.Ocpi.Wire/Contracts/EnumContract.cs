using System.Collections.Frozen;
using System.Text;

namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>An enumeration, as one version of the standard describes it.</summary>
public sealed class EnumContract
{
    private readonly Utf8Names _lookup;

    internal EnumContract(string name, string module, bool isOpen, string? requirement, IReadOnlyList<string> values)
    {
        Name = name;
        Module = module;
        IsOpen = isOpen;
        Requirement = requirement;
        Values = values.ToFrozenSet(StringComparer.Ordinal);
        _lookup = new Utf8Names([.. values.Select(Encoding.UTF8.GetBytes)]);
    }

    /// <summary>The enumeration's name.</summary>
    public string Name { get; }

    /// <summary>The chapter it stands in.</summary>
    public string Module { get; }

    /// <summary>Whether values beyond the listed ones are conformant.</summary>
    public bool IsOpen { get; }

    /// <summary>The row of the requirement catalogue that lists its values; null where none does.</summary>
    public string? Requirement { get; }

    /// <summary>The values that the standard lists.</summary>
    public FrozenSet<string> Values { get; }

    /// <summary>Whether the standard lists a value; case counts.</summary>
    public bool Contains(ReadOnlySpan<byte> utf8) => _lookup.IndexOf(utf8) >= 0;
}
