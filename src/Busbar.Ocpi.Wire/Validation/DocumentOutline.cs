using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>
/// Where the properties of a document stand about which there was nothing to say: each at most once, all of them known to its version. Who wants a few of its values
/// need not read it again.
/// </summary>
public sealed class DocumentOutline
{
    private readonly ObjectContract _contract;
    private readonly Place[] _values;

    internal DocumentOutline(ObjectContract contract, Place[] values)
    {
        _contract = contract;
        _values = values;
    }

    /// <summary>How many properties the version knows; not all of them are there.</summary>
    public int Count => _values.Length;

    /// <summary>The name of one of them, in UTF-8.</summary>
    public ReadOnlySpan<byte> Name(int index) => _contract.Fields[index].Utf8Name;

    /// <summary>Its value as it stands in the document; empty when it is absent or null.</summary>
    public ReadOnlySpan<byte> Value(int index, ReadOnlySpan<byte> utf8) => _values[index].In(utf8);
}
