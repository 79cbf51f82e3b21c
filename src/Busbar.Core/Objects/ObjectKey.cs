using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>What names an object: its module, its owner and its id. Owner and id ignore case.</summary>
public readonly struct ObjectKey(ModuleId module, PartyId owner, string id) : IEquatable<ObjectKey>
{
    public ModuleId Module { get; } = module;

    public PartyId Owner { get; } = owner;

    public string Id { get; } = id;

    public bool Equals(ObjectKey other) =>
        Module == other.Module && Owner == other.Owner && string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ObjectKey other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Module, Owner, StringComparer.OrdinalIgnoreCase.GetHashCode(Id ?? ""));

    public static bool operator ==(ObjectKey left, ObjectKey right) => left.Equals(right);

    public static bool operator !=(ObjectKey left, ObjectKey right) => !left.Equals(right);

    public override string ToString() => $"{Module}/{Owner}/{Id}";
}
