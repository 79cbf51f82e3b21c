using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Busbar.Core.Objects;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Objects;

/// <summary>
/// What a reader may see, as SQL: grants are grouped by which conditions they have, so that there are at most eight alternatives however many
/// grants there are; each alternative is a set of owners, of audiences or of pairs of both.
/// </summary>
internal sealed class GrantFilter
{
    private const int ByOwner = 1;
    private const int ByAudience = 2;
    private const int Unpublished = 4;
    private const int Kinds = 8;
    private const long PairFactor = 1L << 31;

    private static readonly ConcurrentDictionary<(int Shape, SqlDialect Dialect), string> Conditions = new();

    private readonly string?[] _sets = new string?[Kinds];

    public GrantFilter(IReadOnlyList<ObjectGrant> grants, PartyNumbers parties)
    {
        foreach (var grant in grants)
        {
            var owner = 0;
            var audience = 0;
            if ((grant.Owner is { } ownerParty && !parties.TryNumber(ownerParty, out owner))
                || (grant.Audience is { } audienceParty && !parties.TryNumber(audienceParty, out audience)))
            {
                // A party without a number owns nothing and is nothing's audience.
                continue;
            }

            var kind = (grant.Owner is null ? 0 : ByOwner) | (grant.Audience is null ? 0 : ByAudience) | (grant.Unpublished ? Unpublished : 0);
            var value = (kind & ~Unpublished) switch { ByOwner => owner, ByAudience => audience, _ => (owner * PairFactor) + audience };
            _sets[kind] = string.Create(CultureInfo.InvariantCulture, $"{_sets[kind]}{(_sets[kind] is null ? "[" : ",")}{value}");
            Shape |= 1 << kind;
        }
    }

    /// <summary>Which kinds of grants there are; 0 when nothing may be seen.</summary>
    public int Shape { get; }

    public string CacheKey => string.Join('|', _sets);

    public string Sql(SqlDialect dialect) => Conditions.GetOrAdd((Shape, dialect), static key => Write(key.Shape, key.Dialect));

    public void Bind(Statement statement)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            if (_sets[kind] is { } set && (kind & (ByOwner | ByAudience)) != 0)
            {
                statement.Bind(set + "]");
            }
        }
    }

    private static string Write(int shape, SqlDialect dialect)
    {
        // Everything, published or not, needs no condition; and nothing is nothing.
        var alternatives = new List<string>();
        for (var kind = 0; kind < Kinds; kind++)
        {
            if ((shape & (1 << kind)) != 0)
            {
                alternatives.Add(Alternative(kind, dialect));
            }
        }

        return new StringBuilder(" AND (").AppendJoin(" OR ", alternatives).Append(alternatives.Count == 0 ? "1 = 0)" : ")").ToString();
    }

    // The plus: see PageFilter.
    private static string Alternative(int kind, SqlDialect dialect)
    {
        var set = (kind & ~Unpublished) switch
        {
            ByOwner => $"+o.owner IN ({dialect.IntegersOfJsonParameter})",
            ByAudience => $"o.audience IN ({dialect.IntegersOfJsonParameter})",
            ByOwner | ByAudience => $"o.owner * {PairFactor} + o.audience IN ({dialect.IntegersOfJsonParameter})",
            _ => "1 = 1",
        };
        return (kind & Unpublished) != 0 ? set : $"(o.published = 1 AND {set})";
    }
}
