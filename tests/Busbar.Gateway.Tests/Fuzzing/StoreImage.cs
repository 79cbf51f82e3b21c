using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>
/// Tells whether anything that a partner sends has changed on disk. What is noted of requests (exchanges, how a handshake went) and what happens by
/// itself (a call that runs out of time) does not count.
/// </summary>
internal sealed class StoreImage : IDisposable
{
    private static readonly string[] Queries =
    [
        "SELECT * FROM objects", "SELECT * FROM bodies", "SELECT * FROM issued_tokens", "SELECT * FROM agreements", "SELECT * FROM hosted_parties",
        "SELECT COUNT(*), MAX(sequence) FROM changes WHERE object IS NOT NULL", "SELECT COUNT(*) FROM calls",
    ];

    private readonly SqliteConnection _connection;
    private long _version = -1;
    private string _image = "";

    public StoreImage(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        _connection.Open();
    }

    /// <summary>A fingerprint of every row.</summary>
    public string Take()
    {
        // Only what others wrote since changes this number; most requests write nothing at all.
        if (Version() is var version && version == _version)
        {
            return _image;
        }

        _image = Hash();
        _version = version;
        return _image;
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var query in Queries)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    hash.AppendData(reader.GetValue(column) as byte[] ?? Encoding.UTF8.GetBytes(reader.GetValue(column).ToString()!));
                    hash.AppendData([(byte)column]);
                }
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private long Version()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _connection.Dispose();
}
