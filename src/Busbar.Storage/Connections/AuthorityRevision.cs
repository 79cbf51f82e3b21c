using System.Globalization;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Connections;

/// <summary>Tells whether connections, their tokens or hosted parties can have changed: another text after every change, by whichever process.</summary>
internal static class AuthorityRevision
{
    private const string Name = "connections.revision";

    public static string Read(ISqlSession session) =>
        session.Open("SELECT value FROM settings WHERE name = ?").Bind(Name).ReadFirst(row => row.Text(0)) ?? "";

    /// <summary>To be called before the change is appended to the log: whoever hears of the change finds the revision.</summary>
    public static void Move(WriteContext context) =>
        context.Sql.Open("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .Bind(Name).Bind(context.NextSequence.ToString(CultureInfo.InvariantCulture)).Run();
}
