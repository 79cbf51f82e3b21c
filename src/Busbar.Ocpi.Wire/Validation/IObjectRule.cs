using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A rule of the standard about one object that goes beyond its single properties.</summary>
internal interface IObjectRule
{
    /// <summary>The object it speaks of.</summary>
    string ObjectName { get; }

    /// <summary>Whether it belongs to a version.</summary>
    bool AppliesTo(OcpiVersion version);

    /// <summary>Checks one object after its properties have been checked.</summary>
    void Check(scoped ObjectView view, ref FindingLog log);
}
