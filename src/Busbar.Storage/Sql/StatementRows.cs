namespace Busbar.Storage.Sql;

/// <summary>The shapes of a query that most stores need.</summary>
public static class StatementRows
{
    /// <summary>Every row of a bound statement, mapped.</summary>
    public static List<T> ReadAll<T>(this Statement bound, Func<Statement, T> map)
    {
        using (bound)
        {
            var rows = new List<T>();
            while (bound.Step())
            {
                rows.Add(map(bound));
            }

            return rows;
        }
    }

    /// <summary>The first row of a bound statement, mapped; null when there is none.</summary>
    public static T? ReadFirst<T>(this Statement bound, Func<Statement, T> map)
        where T : class
    {
        using (bound)
        {
            return bound.Step() ? map(bound) : null;
        }
    }

    /// <summary>The first column of the first row as a number; null when there is no row or no value.</summary>
    public static long? ReadInt64(this Statement bound)
    {
        using (bound)
        {
            return bound.Step() && !bound.IsNull(0) ? bound.Int64(0) : null;
        }
    }
}
