using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>Takes the objects of a page one by one, straight from the database's own memory.</summary>
public interface IObjectSink
{
    /// <summary>One object. <paramref name="utf8"/> is only valid during the call.</summary>
    void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8);
}

/// <summary>An object without its bytes.</summary>
public readonly record struct ObjectHeader(ObjectKey Key, OcpiVersion Version, DateTimeOffset LastUpdated, long Ordinal, bool Deleted);
