using Busbar.Core.Settings;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Settings;

internal sealed class SettingStore(IDatabase database) : ISettingStore
{
    public Task<string?> ReadAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(session => session.Open("SELECT value FROM settings WHERE name = ?").Bind(name).ReadFirst(row => row.Text(0)), cancellation);

    public Task WriteAsync(string name, string value, CancellationToken cancellation) =>
        database.WriteAsync(
            context =>
            {
                context.Sql.Open("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                    .Bind(name).Bind(value).Run();
                return true;
            },
            cancellation);
}
