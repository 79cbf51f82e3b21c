using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>
/// Mends what partners are known to get wrong where there is no doubt what was meant, along the contract of the document's version. What is in doubt is
/// left as it is, for the validator to judge.
/// </summary>
/// <remarks>A document without such faults costs one pass; call it when the validator has something to say. Repairing twice changes nothing more.</remarks>
public static class ObjectRepair
{
    /// <summary>Mends a document.</summary>
    /// <param name="type">The type of the object.</param>
    /// <param name="version">The version it is written in.</param>
    /// <param name="utf8">The object's JSON, or that of a PATCH of it.</param>
    /// <param name="settings">Which repairs are allowed; null for the defaults.</param>
    /// <param name="patch">Whether the document is a PATCH: then nothing is added, and nothing that is empty is taken for absent.</param>
    public static RepairResult Repair(
        ObjectType type, OcpiVersion version, ReadOnlyMemory<byte> utf8, RepairSettings? settings = null, bool patch = false)
    {
        if (Contract.For(version).Find(type) is not { } contract)
        {
            return new RepairResult(utf8, []);
        }

        var walk = new RepairWalk(version, settings ?? RepairSettings.Default, patch);
        try
        {
            return walk.Object(contract, utf8.Span) is { } mended ? new RepairResult(mended, walk.Repairs) : new RepairResult(utf8, []);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is none: there is nothing to mend, and the validator says what is wrong.
            return new RepairResult(utf8, []);
        }
    }
}
