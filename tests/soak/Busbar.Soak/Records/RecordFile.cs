using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace Busbar.Soak.Records;

/// <summary>A file of records, one JSON document a line, written in the order in which they are added.</summary>
internal sealed class RecordFile<T> : IAsyncDisposable
{
    private readonly Channel<T> _waiting = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public RecordFile(string path) => _writing = Task.Run(() => WriteAsync(path));

    public void Add(T record) => _waiting.Writer.TryWrite(record);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
    }

    public static IEnumerable<T> Read(string path) => File.ReadLines(path).Select(line => JsonSerializer.Deserialize<T>(line, Format.Options)!);

    private async Task WriteAsync(string path)
    {
        await using var file = File.Create(path);
        await foreach (var record in _waiting.Reader.ReadAllAsync())
        {
            await JsonSerializer.SerializeAsync(file, record, Format.Options);
            file.WriteByte((byte)'\n');
        }
    }
}

internal static class Format
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}
