using Busbar.Configuration;
using Busbar.Hosting;
using Busbar.Storage.PostgreSql.Writing;
using Busbar.Storage.Schema;
using Busbar.Storage.Sqlite.Writing;

namespace Busbar.Moving;

/// <summary>Brings the configured database to this version's schema, and says from where to where.</summary>
internal static class SchemaRun
{
    public static int Run(GatewayOptions options, bool check, TextWriter output)
    {
        IDatabaseSchema schema = options.Folder is null ? new PostgreSqlSchema(options.Database) : new SqliteSchema(options.Database);
        var status = schema.Look();
        if (!status.Fits)
        {
            throw new SchemaTooNewException(status);
        }

        if (status.Missing.Count == 0)
        {
            output.WriteLine(status.Found > status.Known
                ? $"The database has schema {status.Found}, newer than this Busbar's {status.Known}, which can work on it; nothing to do."
                : $"The database has schema {status.Found}, the newest; nothing to do.");
            return 0;
        }

        var from = status.Found == 0 ? "The database is empty" : $"The database has schema {status.Found}";
        if (check)
        {
            output.WriteLine($"{from}; it would be brought to {status.Known}:");
        }
        else
        {
            output.WriteLine($"{from}; bringing it to {status.Known}:");
            if (options.Folder is not null)
            {
                DataFolder.Prepare(options);
            }

            schema.Migrate();
        }

        foreach (var step in status.Missing)
        {
            var older = step.Oldest < step.Number ? $"; programs of schema {step.Oldest} and later go on" : "";
            output.WriteLine($"  {step.Number} {step.Name}{older}");
        }

        if (!check)
        {
            output.WriteLine($"Done: from schema {status.Found} to {status.Known}.");
        }

        return check ? 1 : 0;
    }
}
