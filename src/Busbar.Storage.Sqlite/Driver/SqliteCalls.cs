using System.Runtime.InteropServices;

namespace Busbar.Storage.Sqlite.Driver;

/// <summary>
/// The calls that a write makes by the dozen, straight to the library. The package guards each of them against a handle that is closed meanwhile, which costs
/// more than the call itself; a statement here has one user at a time, and nobody but its session closes it.
/// </summary>
internal static class SqliteCalls
{
    private const string Library = "e_sqlite3";

    // A few instructions each: the runtime need not be told that the thread is away.
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInt64(nint statement, int place, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static extern int BindNull(nint statement, int place);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static extern long ColumnInt64(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static extern int ColumnType(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_clear_bindings")]
    public static extern int ClearBindings(nint statement);
}
