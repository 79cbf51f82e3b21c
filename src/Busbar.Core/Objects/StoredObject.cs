using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>An object as it is stored: the owner's bytes, the version they are written in, and its place in the change log.</summary>
public sealed record StoredObject
{
    public required ObjectKey Key { get; init; }

    /// <summary>The version that <see cref="Utf8"/> is written in.</summary>
    public required OcpiVersion Version { get; init; }

    /// <summary>The object's JSON, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Utf8 { get; init; }

    public required ObjectFacts Facts { get; init; }

    /// <summary>Position in the stable order of pages: ascending by creation.</summary>
    public required long Ordinal { get; init; }

    /// <summary>Sequence of the last change of this object.</summary>
    public required long Sequence { get; init; }

    /// <summary>True for a removed object: its bytes are the last state, kept so that the removal can reach every partner.</summary>
    public bool Deleted { get; init; }

    /// <summary>The connection it came from; null when it was published through the operator API.</summary>
    public Guid? Source { get; init; }
}
