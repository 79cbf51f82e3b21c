using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Which objects have an identity inside their list, and which of these lists a PATCH merges.</summary>
internal static class Identity
{
    /// <summary>The property that tells the items of a list apart; null for objects without one.</summary>
    public static FieldContract? FieldOf(ObjectContract contract) => contract.Name switch
    {
        "EVSE" => contract.Find("uid"u8),
        "Connector" or "Parking" => contract.Find("id"u8),
        _ => null,
    };

    /// <summary>Whether a PATCH merges the list item by item instead of replacing it.</summary>
    public static bool IsMergedList(ObjectContract owner, FieldContract field) => (owner.Name, field.Name) is ("Location", "evses") or ("EVSE", "connectors");

    /// <summary>Whether a fault inside the object must not make a receiver refuse the object around it (LOC-120).</summary>
    public static bool IsTolerated(FieldContract field) => field.Type == "Parking";

    /// <summary>What the body of a PATCH has to carry: last_updated from 2.2 on; the id of an item of a merged list.</summary>
    public static ulong RequiredInPatch(OcpiVersion version, ObjectContract contract, bool isRoot)
    {
        var field = isRoot ? version > OcpiVersion.V211 ? contract.Find("last_updated"u8) : null : FieldOf(contract);
        return field is null ? 0 : 1UL << field.Index;
    }

    public static void ReportDuplicate(ref FindingLog log, ObjectContract owner, FieldContract field)
    {
        var requirement = field.Type switch { "EVSE" => "LOC-087", "Connector" => "LOC-101", _ => "LOC-111" };
        log.Add(RuleName.Unique, Severity.Warning, $"Two items of {owner.Name}.{field.Name} have the same id.", requirement);
    }
}
