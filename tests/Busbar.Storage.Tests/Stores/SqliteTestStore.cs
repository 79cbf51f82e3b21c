using Busbar.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Storage.Tests.Stores;

public sealed class SqliteTestStore : TestStore
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "busbar-storage-" + Guid.NewGuid().ToString("N"));

    public string File => Path.Combine(Folder, "busbar.db");

    protected override void Add(IServiceCollection services) => services.AddBusbarSqlite($"Data Source={File}");

    protected override void Remove()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
