using System.Text;

namespace Busbar.Ocpi.Wire.Contracts;

/// <summary>One property of an object, as one version of the standard describes it.</summary>
public sealed class FieldContract
{
    internal FieldContract(int index, ContractRow row, FieldKind kind, EnumContract? enumeration)
    {
        Index = index;
        Name = row.Member;
        Utf8Name = Encoding.UTF8.GetBytes(row.Member);
        Type = row.Type;
        Kind = kind;
        Cardinality = row.Cardinality;
        MaxLength = row.MaxLength;
        Format = row.Format;
        Requirement = row.Requirement;
        Enum = enumeration;
    }

    /// <summary>Its place among the properties of its object, from 0.</summary>
    public int Index { get; }

    /// <summary>The property's name on the wire.</summary>
    public string Name { get; }

    internal byte[] Utf8Name { get; }

    /// <summary>The type's name in the standard: "CiString", "DateTime", "Connector" …</summary>
    public string Type { get; }

    /// <summary>The kind of that type.</summary>
    public FieldKind Kind { get; }

    /// <summary>How often the property occurs.</summary>
    public Cardinality Cardinality { get; }

    /// <summary>The greatest number of characters (of an <see cref="FieldKind.Integer"/>: digits); null where there is no limit.</summary>
    public int? MaxLength { get; }

    /// <summary>What is asked of the value beyond type and length.</summary>
    public ValueFormat Format { get; }

    /// <summary>The row of the requirement catalogue that speaks of this property's value; null where none does.</summary>
    public string? Requirement { get; }

    /// <summary>The enumeration; null for other kinds.</summary>
    public EnumContract? Enum { get; }

    /// <summary>The object; null for other kinds.</summary>
    public ObjectContract? Object { get; internal set; }

    /// <summary>Whether the value is a list.</summary>
    public bool IsList => Cardinality is Cardinality.Any or Cardinality.AtLeastOne;

    /// <summary>Whether an object without it is incomplete.</summary>
    public bool IsRequired => Cardinality is Cardinality.Required or Cardinality.AtLeastOne;
}
