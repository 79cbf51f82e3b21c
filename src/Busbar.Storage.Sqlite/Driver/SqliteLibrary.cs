using SQLitePCL;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>The library itself, made ready once for the process.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> Ready = new(Load);

    public static void Prepare() => _ = Ready.Value;

    private static bool Load()
    {
        Batteries_V2.Init();

        // Nobody asks how much memory it has taken: keeping count puts a lock around each allocation. Refused when somebody else has begun to use it, which is as well.
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK;
    }
}
