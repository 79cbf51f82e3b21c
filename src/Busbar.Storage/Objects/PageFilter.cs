using System.Collections.Concurrent;
using System.Text;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

/// <summary>A page query as SQL: its shape (which conditions it has) picks a text that is prepared once, its values are bound.</summary>
internal sealed class PageFilter
{
    private static readonly ConcurrentDictionary<(Shape Shape, SqlDialect Dialect), string> Conditions = new();

    private readonly Shape _shape;
    private readonly PageQuery _query;
    private readonly string? _owners;
    private readonly long _owner;
    private readonly string? _except;
    private readonly GrantFilter? _grants;

    public PageFilter(PageQuery query, PartyNumbers parties)
    {
        _query = query;
        if (query.Owners is { Count: 1 } single)
        {
            // One owner is the common case, and the one for which the index on owners helps.
            _shape |= Shape.OneOwner;
            _owner = parties.TryNumber(single.First(), out var number) ? number : -1;
        }
        else if (query.Owners is { } owners)
        {
            _shape |= Shape.Owners;
            _owners = Numbers(owners, parties);
        }

        if (query.ExceptOwners.Count > 0)
        {
            _shape |= Shape.Except;
            _except = Numbers(query.ExceptOwners, parties);
        }

        if (query.Grants is { } grants)
        {
            _grants = new GrantFilter(grants, parties);
        }

        _shape |= (query.DateFrom is null ? 0 : Shape.From) | (query.DateTo is null ? 0 : Shape.To) | (query.IncludeDeleted ? 0 : Shape.Alive) | (query.ChangedAfter is null ? 0 : Shape.Changed);
    }

    /// <summary>Whether the answer depends on contents, not only on which objects there are.</summary>
    public bool HasDates => (_shape & (Shape.From | Shape.To | Shape.Changed)) != 0;

    /// <summary>What tells this filter from others, for a cache.</summary>
    public string CacheKey => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{_query.Module.Value}|{(int)_shape}|{_owner}|{_owners}|{_except}|{_grants?.CacheKey ?? "all"}|{_query.DateFrom?.UtcTicks}|{_query.DateTo?.UtcTicks}|{_query.ChangedAfter}");

    /// <summary>The conditions on objects o, each beginning with AND.</summary>
    public string Sql(SqlDialect dialect)
    {
        var own = Conditions.GetOrAdd((_shape, dialect), static key => Write(key.Shape, key.Dialect));
        return _grants is null ? own : own + _grants.Sql(dialect);
    }

    public Statement Bind(Statement statement)
    {
        if (Has(Shape.OneOwner))
        {
            statement.Bind(_owner);
        }

        if (Has(Shape.Owners))
        {
            statement.Bind(_owners);
        }

        if (Has(Shape.Except))
        {
            statement.Bind(_except);
        }

        if (Has(Shape.From))
        {
            statement.Bind(_query.DateFrom);
        }

        if (Has(Shape.To))
        {
            statement.Bind(_query.DateTo);
        }

        if (Has(Shape.Changed))
        {
            statement.Bind(_query.ChangedAfter);
        }

        _grants?.Bind(statement);
        return statement;
    }

    private bool Has(Shape part) => (_shape & part) != 0;

    // The plus keeps an index on owners out of it: it would find the objects in the wrong order, and all of them would be sorted for one page.
    private static string Write(Shape shape, SqlDialect dialect)
    {
        var sql = new StringBuilder();
        foreach (var (part, condition) in (ReadOnlySpan<(Shape, string)>)
        [
            (Shape.OneOwner, " AND o.owner = ?"),
            (Shape.Owners, $" AND +o.owner IN ({dialect.IntegersOfJsonParameter})"),
            (Shape.Except, $" AND o.owner NOT IN ({dialect.IntegersOfJsonParameter})"),
            (Shape.From, " AND o.last_updated >= ?"),
            (Shape.To, " AND o.last_updated < ?"),
            (Shape.Alive, " AND o.deleted = 0"),
            (Shape.Changed, " AND o.sequence > ?"),
        ])
        {
            if ((shape & part) != 0)
            {
                sql.Append(condition);
            }
        }

        return sql.ToString();
    }

    // A party without a number owns nothing and is in no audience.
    private static string Numbers(IReadOnlyCollection<PartyId> parties, PartyNumbers numbers)
    {
        var text = new StringBuilder("[");
        foreach (var party in parties)
        {
            if (numbers.TryNumber(party, out var number))
            {
                text.Append(text.Length > 1 ? "," : "").Append(number);
            }
        }

        return text.Append(']').ToString();
    }

    [Flags]
    private enum Shape
    {
        OneOwner = 1,
        Owners = 2,
        Except = 4,
        From = 8,
        To = 16,
        Alive = 32,
        Changed = 64,
    }
}
