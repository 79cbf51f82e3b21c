using Busbar.Core.Settings;
using Busbar.Storage.Sql;
using Busbar.Storage.Writing;

namespace Busbar.Storage.Settings;

internal sealed class KeyRingStore(IDatabase database) : IKeyRingStore
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    public IReadOnlyList<string> List() => database.Read(session => session.Open("SELECT value FROM secret_keys ORDER BY added_at, name").ReadAll(row => row.Text(0)));

    public void Add(string name, string value) => database.WriteAsync(
        context =>
        {
            context.Sql.Open("""
                INSERT INTO secret_keys (name, value, added_at) SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM secret_keys WHERE added_at > ?)
                ON CONFLICT (name) DO NOTHING
                """)
                .Bind(name).Bind(value).Bind(context.Now).Bind(context.Now - AtOnce).Run();
            return true;
        },
        CancellationToken.None).GetAwaiter().GetResult();
}
