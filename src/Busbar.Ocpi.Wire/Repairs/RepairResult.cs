namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>A mended document and what was mended.</summary>
/// <param name="Utf8">The document; the same bytes as before when nothing was mended. What was not mended stands in it byte by byte as it came.</param>
/// <param name="Repairs">What was mended, in the order of the document.</param>
public sealed record RepairResult(ReadOnlyMemory<byte> Utf8, IReadOnlyList<AppliedRepair> Repairs)
{
    /// <summary>Whether anything was mended.</summary>
    public bool Changed => Repairs.Count > 0;
}
