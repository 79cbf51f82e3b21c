using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>The stored state that a write decides against, inside the write's own transaction.</summary>
public interface ICurrentObject
{
    OcpiVersion Version { get; }

    ObjectFacts Facts { get; }

    bool Deleted { get; }

    /// <summary>Sequence of the last change of this object.</summary>
    long Sequence { get; }

    /// <summary>Reads the stored bytes; only writes that merge need them.</summary>
    byte[] ReadUtf8();
}
