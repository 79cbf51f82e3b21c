namespace Busbar.Storage.Sql;

/// <summary>
/// A prepared statement of a session: bind in order, step through the rows, dispose to hand it back. Thinner than ADO.NET on purpose:
/// a page's bytes reach the reader straight from the database's memory, and a row costs no allocation.
/// </summary>
public abstract class Statement : IDisposable
{
    public abstract Statement Bind(long value);

    public abstract Statement Bind(string? value);

    public abstract Statement Bind(ReadOnlySpan<byte> value);

    public abstract Statement BindNull();

    /// <summary>Moves to the next row; false after the last one.</summary>
    public abstract bool Step();

    public abstract bool IsNull(int column);

    public abstract long Int64(int column);

    public abstract string Text(int column);

    /// <summary>The bytes of a column, valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Blob(int column);

    /// <summary>Resets the statement and gives it back to its session.</summary>
    public abstract void Dispose();

    /// <summary>Runs a statement that returns no rows, and gives it back.</summary>
    public void Run()
    {
        using (this)
        {
            while (Step())
            {
            }
        }
    }

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public Statement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    /// <summary>Binds an instant as UTC ticks: exact, ordered, small.</summary>
    public Statement Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public Statement Bind(DateTimeOffset? value) => value is { } instant ? Bind(instant.UtcTicks) : BindNull();

    public Statement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind((ReadOnlySpan<byte>)bytes);
    }

    public Statement Bind(Guid? value) => value is { } id ? Bind(id) : BindNull();

    public bool Flag(int column) => Int64(column) != 0;

    public int Int32(int column) => checked((int)Int64(column));

    public int? Int32OrNull(int column) => IsNull(column) ? null : Int32(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Instant(int column) => new(Int64(column), TimeSpan.Zero);

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public Guid Guid(int column) => new(Blob(column), bigEndian: true);

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);
}
