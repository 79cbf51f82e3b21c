using System.Globalization;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Retention;

/// <summary>How far everybody who reads the change log has got: every partner, connected or not, every webhook that is not gone, and whoever checks CDRs.</summary>
internal static class NeededFrom
{
    /// <summary>Up to this sequence nobody needs the log any more.</summary>
    public static long Read(ISqlSession session)
    {
        var partners = session.Open("SELECT min(sequence) FROM cursors").ReadInt64() ?? long.MaxValue;
        return Math.Min(Math.Min(partners, ByWebhooks(session)), ByChecks(session));
    }

    /// <summary>Up to this sequence only partners need the log, that could be told otherwise.</summary>
    public static long ByChecks(ISqlSession session) =>
        session.Open("SELECT value FROM settings WHERE name = 'verdicts.cursor'").ReadFirst(row => row.Text(0)) is { } text
            ? long.Parse(text, CultureInfo.InvariantCulture)
            : 0;

    /// <summary>
    /// A webhook that takes nothing holds objects only as long as the log holds what it has not read: its events name objects that must still be there, and of
    /// what is gone from the log it cannot be told.
    /// </summary>
    private static long ByWebhooks(ISqlSession session)
    {
        if (session.Open("SELECT min(sequence) FROM webhook_cursors WHERE gone_at IS NULL").ReadInt64() is not { } reached)
        {
            return long.MaxValue;
        }

        return Math.Max(reached, (session.Open("SELECT min(sequence) FROM changes").ReadInt64() ?? 1) - 1);
    }

    /// <summary>Whether a partner is being shown everything that is stored.</summary>
    public static bool IsSweeping(ISqlSession session) => session.Open("SELECT 1 FROM cursors WHERE sweep_module IS NOT NULL LIMIT 1").ReadInt64() is not null;
}
