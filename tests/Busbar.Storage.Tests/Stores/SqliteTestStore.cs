using Busbar.Storage.Sqlite;
using Busbar.Storage.Sqlite.Driver;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Storage.Tests.Stores;

public sealed class SqliteTestStore : TestStore
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "busbar-storage-" + Guid.NewGuid().ToString("N"));

    public string File => Path.Combine(Folder, "busbar.db");

    internal override RawDatabase OpenRaw()
    {
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(Folder);
        var session = new SqliteSession(File, ["PRAGMA foreign_keys = ON"]);
        return new RawDatabase(session, SqliteDialect.Instance, session.Dispose);
    }

    protected override void Add(IServiceCollection services) => services.AddBusbarSqlite($"Data Source={File}");

    protected override void Remove()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
