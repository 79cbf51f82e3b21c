using System.Globalization;
using System.Security.Cryptography;
using Busbar.Configuration;
using Busbar.Core.Connections;
using Busbar.Hosting;
using Busbar.Storage.Moving;
using Busbar.Storage.PostgreSql.Moving;
using Busbar.Storage.Sql;
using Busbar.Storage.Sqlite.Moving;

namespace Busbar.Moving;

/// <summary>Moves everything from a SQLite file to an empty PostgreSQL database: all of it, or nothing.</summary>
internal sealed class MoveRun(GatewayOptions options, string to, TextWriter output, CancellationToken cancellation)
{
    public int Run(bool check)
    {
        if (options.Folder is not { } folder)
        {
            throw new StartupException("only a SQLite database can be moved (--from=\"Data Source=…\"); for PostgreSQL use pg_dump");
        }

        using var source = new SqliteMoveSource(options.Database);
        var own = options.KeyFolder == Path.Combine(folder, "keys");
        var keys = KeyFiles.Read(options.KeyFolder!);
        var secrets = CheckSecrets(source, keys);
        using var target = new PostgreSqlMoveTarget(to);
        if (check)
        {
            output.WriteLine($"Schema {source.Schema.Found}, {source.Tables.Count} tables, {secrets} encrypted tokens of partners and secrets of webhooks and {keys.Count} keys would be moved to {target.Place}, which is empty.");
            return 1;
        }

        var progress = new MoveProgressText(output, TimeProvider.System);
        var moved = new Mover(source, target, progress.Tell, cancellation).Copy();
        if (own)
        {
            AddKeys(target.Session, keys);
        }

        target.Commit();
        source.Leave(target.Place);
        output.WriteLine($"Moved {moved.Sum(table => table.Rows).ToString("N0", CultureInfo.InvariantCulture)} rows of {moved.Count} tables to {target.Place}; counted and compared there.");
        output.WriteLine(own
            ? $"The key ring ({keys.Count} keys) is in the new database too: whoever reads it can read the partners' tokens. To keep it apart, set Busbar:KeyFolder to a folder that holds {options.KeyFolder}."
            : $"The key ring stays in {options.KeyFolder}: keep Busbar:KeyFolder as it is.");
        output.WriteLine("Start with Busbar:Database set to the new database. A gateway refuses to start on the old file from now on; keep it until you are sure.");
        return 0;
    }

    /// <summary>Whether what is encrypted can be read with the keys there are: better known now than after the move.</summary>
    private int CheckSecrets(SqliteMoveSource source, IReadOnlyList<KeyFile> keys)
    {
        var secrets = source.Session.Open("SELECT partner_token FROM connections WHERE partner_token IS NOT NULL").ReadAll(row => row.Blob(0).ToArray());
        if (source.Tables.Any(table => table.Name == "webhooks"))
        {
            secrets.AddRange(source.Session.Open("SELECT secret FROM webhooks").ReadAll(row => row.Blob(0).ToArray()));
        }

        if (secrets.Count > 0 && keys.Count == 0)
        {
            throw new StartupException($"there is no key ring in {options.KeyFolder}, so {secrets.Count} tokens of partners and secrets of webhooks could not be read in the new place; set Busbar:KeyFolder");
        }

        if (secrets.Count > 0)
        {
            using var services = new ServiceCollection().AddLogging().AddSecrets(options).BuildServiceProvider();
            var protector = services.GetRequiredService<ISecretProtector>();
            try
            {
                secrets.ForEach(secret => protector.Unprotect(secret));
            }
            catch (CryptographicException)
            {
                throw new StartupException($"the key ring in {options.KeyFolder} does not open the tokens of partners and secrets of webhooks; set Busbar:KeyFolder to the one that belongs to this database");
            }
        }

        return secrets.Count;
    }

    private static void AddKeys(ISqlSession session, IReadOnlyList<KeyFile> keys)
    {
        foreach (var key in keys)
        {
            session.Open("INSERT INTO secret_keys (name, value, added_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING")
                .Bind(key.Name).Bind(key.Xml).Bind(key.AddedAt).Run();
        }
    }
}
