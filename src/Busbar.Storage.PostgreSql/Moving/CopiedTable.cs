using Busbar.Storage.Moving;
using Busbar.Storage.PostgreSql.Driver;
using Busbar.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Busbar.Storage.PostgreSql.Moving;

/// <summary>Rows of one table on their way by COPY: one stream, whatever their number.</summary>
internal sealed class CopiedTable : ITableWriter
{
    private readonly NpgsqlBinaryImporter _rows;
    private readonly NpgsqlDbType[] _types;

    public CopiedTable(NpgsqlConnection connection, MovedTable table)
    {
        _types = [.. table.Columns.Select(column => column.Type switch
        {
            "int4" => NpgsqlDbType.Integer,
            "int8" => NpgsqlDbType.Bigint,
            "bytea" => NpgsqlDbType.Bytea,
            "citext" => NpgsqlDbType.Citext,
            _ => NpgsqlDbType.Text,
        })];
        _rows = Guarded(() => connection.BeginBinaryImport($"COPY {table.Name} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)"));
    }

    public void Add(Statement row) => Guarded(() =>
    {
        _rows.StartRow();
        for (var column = 0; column < _types.Length; column++)
        {
            if (row.IsNull(column))
            {
                _rows.WriteNull();
                continue;
            }

            switch (_types[column])
            {
                case NpgsqlDbType.Integer:
                    _rows.Write(row.Int32(column), NpgsqlDbType.Integer);
                    break;
                case NpgsqlDbType.Bigint:
                    _rows.Write(row.Int64(column), NpgsqlDbType.Bigint);
                    break;
                case NpgsqlDbType.Bytea:
                    _rows.Write(row.Blob(column).ToArray(), NpgsqlDbType.Bytea);
                    break;
                default:
                    _rows.Write(PostgreSqlText.Storable(row.Text(column)), _types[column]);
                    break;
            }
        }

        return true;
    });

    public void End() => Guarded(_rows.Complete);

    public void Dispose()
    {
        try
        {
            _rows.Dispose();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            // The connection broke; what went wrong before was told already.
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }
}
