using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Endpoints.Objects;

/// <summary>What tells one page from another: two readers who may see the same are shown the same page.</summary>
internal sealed class PageKey(PageQuery query, OcpiVersion version) : IEquatable<PageKey>
{
    private readonly int _hash = Hash(query, version);

    private PageQuery Query => query;

    private OcpiVersion Version => version;

    public bool Equals(PageKey? other) =>
        other is not null && _hash == other._hash && version == other.Version && query.Module == other.Query.Module
        && (query.AfterOrdinal, query.Offset, query.Limit, query.IncludeDeleted) == (other.Query.AfterOrdinal, other.Query.Offset, other.Query.Limit, other.Query.IncludeDeleted)
        && (query.DateFrom, query.DateTo) == (other.Query.DateFrom, other.Query.DateTo)
        && AreSame(query.Grants, other.Query.Grants) && AreSame(query.Owners, other.Query.Owners) && AreSame(query.ExceptOwners, other.Query.ExceptOwners);

    public override bool Equals(object? obj) => Equals(obj as PageKey);

    public override int GetHashCode() => _hash;

    private static bool AreSame<T>(IReadOnlyCollection<T>? some, IReadOnlyCollection<T>? others) =>
        some is null || others is null ? some is null && others is null : some.Count == others.Count && some.SequenceEqual(others);

    private static int Hash(PageQuery query, OcpiVersion version)
    {
        var hash = new HashCode();
        hash.Add(version);
        hash.Add(query.Module);
        hash.Add(query.AfterOrdinal);
        hash.Add(query.Offset);
        hash.Add(query.Limit);
        foreach (var owner in query.Owners ?? [])
        {
            hash.Add(owner);
        }

        foreach (var owner in query.ExceptOwners)
        {
            hash.Add(owner);
        }

        foreach (var grant in query.Grants ?? [])
        {
            hash.Add(grant);
        }

        return hash.ToHashCode();
    }
}
