using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>What a write decided: store new bytes, mark as deleted, or leave all as it is.</summary>
public abstract record ObjectDecision
{
    private ObjectDecision()
    {
    }

    /// <summary>Store these bytes and append one change.</summary>
    public sealed record Store(OcpiVersion Version, ReadOnlyMemory<byte> Utf8, ObjectFacts Facts, ObjectPart? Part = null) : ObjectDecision;

    /// <summary>Keep the bytes as the object's last state, mark it deleted and append one change.</summary>
    public sealed record Delete(DateTimeOffset At) : ObjectDecision;

    /// <summary>Write nothing.</summary>
    public sealed record Keep(KeepReason Reason, string? Message = null) : ObjectDecision;
}
