namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A part of the document's bytes.</summary>
internal readonly record struct Place(int Start, int Length)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
