using System.Buffers;
using Busbar.Storage.Sql;
using Npgsql;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>A prepared statement on Npgsql. Rows are read from the driver's buffer; a column's bytes are copied once, into a buffer that is used again.</summary>
internal sealed class PostgreSqlStatement(PostgreSqlSession session, NpgsqlCommand command) : Statement
{
    private NpgsqlDataReader? _reader;
    private byte[] _blob = [];
    private int _bound;
    private bool _open;

    public override Statement Bind(long value) => Bound(value);

    public override Statement Bind(string? value) => Bound(value is null ? DBNull.Value : PostgreSqlText.Storable(value));

    public override Statement Bind(ReadOnlySpan<byte> value) => Bound(value.ToArray());

    public override Statement BindNull() => Bound(DBNull.Value);

    public override bool Step()
    {
        try
        {
            if (_reader is null)
            {
                _reader = command.ExecuteReader();
                session.Answered = true;
            }

            return _reader.Read();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            throw PostgreSqlFailure.From(exception);
        }
    }

    public override bool IsNull(int column) => Row.IsDBNull(column);

    public override long Int64(int column) => Row.GetInt64(column);

    public override string Text(int column) => Row.GetString(column);

    public override ReadOnlySpan<byte> Blob(int column)
    {
        var length = (int)Row.GetBytes(column, 0, null, 0, 0);
        if (_blob.Length < length)
        {
            if (_blob.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_blob);
            }

            _blob = ArrayPool<byte>.Shared.Rent(length);
        }

        Row.GetBytes(column, 0, _blob, 0, length);
        return _blob.AsSpan(0, length);
    }

    public override void Dispose()
    {
        // What goes wrong while the rest of an answer is thrown away shows at the next use of the connection.
        try
        {
            _reader?.Dispose();
        }
        catch (Exception exception) when (PostgreSqlFailure.IsOfDriver(exception))
        {
            Broken = true;
        }

        _reader = null;
        _bound = 0;
        _open = false;
    }

    /// <summary>Whether the end of an answer could not be read: the connection is not to be used again.</summary>
    internal bool Broken { get; private set; }

    internal PostgreSqlStatement Opened()
    {
        if (_open)
        {
            throw new InvalidOperationException("The statement is in use already; dispose it before it is opened again.");
        }

        _open = true;
        return this;
    }

    internal void Close()
    {
        command.Dispose();
        if (_blob.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_blob);
            _blob = [];
        }
    }

    private NpgsqlDataReader Row => _reader ?? throw new InvalidOperationException("The statement stands before its first row.");

    private PostgreSqlStatement Bound(object value)
    {
        command.Parameters[_bound++].Value = value;
        return this;
    }
}
