namespace Busbar.Ocpi.Wire.Documents;

/// <summary>One OCPI object inside a file.</summary>
/// <param name="Pointer">Where it stands in the file, as a JSON Pointer: empty when it is the whole file, "/data/3" for the fourth of a page.</param>
/// <param name="Utf8">The object's JSON as it stands in the file.</param>
public sealed record DocumentPart(string Pointer, ReadOnlyMemory<byte> Utf8);
