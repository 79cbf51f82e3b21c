using System.Globalization;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Retention;

/// <summary>How far everybody who reads the change log has got: every partner, connected or not, and whoever checks CDRs.</summary>
internal static class NeededFrom
{
    /// <summary>Up to this sequence nobody needs the log any more.</summary>
    public static long Read(ISqlSession session)
    {
        var partners = session.Open("SELECT min(sequence) FROM cursors").ReadInt64() ?? long.MaxValue;
        return Math.Min(partners, ByChecks(session));
    }

    /// <summary>Up to this sequence only partners need the log, that could be told otherwise.</summary>
    public static long ByChecks(ISqlSession session) =>
        session.Open("SELECT value FROM settings WHERE name = 'verdicts.cursor'").ReadFirst(row => row.Text(0)) is { } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>Whether a partner is being shown everything that is stored.</summary>
    public static bool IsSweeping(ISqlSession session) => session.Open("SELECT 1 FROM cursors WHERE sweep_module IS NOT NULL LIMIT 1").ReadInt64() is not null;
}
