using System.Collections.Immutable;

namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>An object and its properties, as one version of the standard describes it.</summary>
public sealed class ObjectContract
{
    private readonly Utf8Names _lookup;

    internal ObjectContract(int ordinal, string name, string module, string? requirement, ImmutableArray<FieldContract> fields)
    {
        // The validator keeps one bit per property.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Length, 64, nameof(fields));
        Ordinal = ordinal;
        Name = name;
        Module = module;
        Requirement = requirement;
        Fields = fields;
        _lookup = new Utf8Names([.. fields.Select(field => field.Utf8Name)]);
        foreach (var field in fields.Where(field => field.IsRequired))
        {
            RequiredFields |= 1UL << field.Index;
        }
    }

    /// <summary>Its place among the objects of its version, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>The object's name.</summary>
    public string Name { get; }

    /// <summary>The chapter it stands in.</summary>
    public string Module { get; }

    /// <summary>The row of the requirement catalogue that lists its required properties; null where none does.</summary>
    public string? Requirement { get; }

    /// <summary>Its properties, in the order of the standard.</summary>
    public ImmutableArray<FieldContract> Fields { get; }

    /// <summary>The required properties, one bit each: bit n stands for <c>Fields[n]</c>.</summary>
    public ulong RequiredFields { get; }

    /// <summary>Finds a property by its name in UTF-8, without escapes; null when the standard has none of that name.</summary>
    public FieldContract? Find(ReadOnlySpan<byte> utf8Name)
    {
        var index = _lookup.IndexOf(utf8Name);
        return index < 0 ? null : Fields[index];
    }

    /// <summary>The same, looking first at the one that is likely to come: most keep to the order of the standard.</summary>
    internal FieldContract? Find(ReadOnlySpan<byte> utf8Name, int likely) =>
        likely < Fields.Length && utf8Name.SequenceEqual(Fields[likely].Utf8Name) ? Fields[likely] : Find(utf8Name);
}
