namespace Busbar.Ocpi.Client.Common;

/// <summary>Reads an answer's body up to a limit.</summary>
internal static class AnswerBody
{
    // What a partner announces it need not send: memory is given for what has come.
    private const int MostAtOnce = 1024 * 1024;

    /// <returns>Null when the body is larger than allowed.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maximum, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > maximum)
            return null;

        await using var stream = await content.ReadAsStreamAsync(cancellation);
        // One byte more than announced lets the end be seen without growing.
        var buffer = new byte[Math.Min(content.Headers.ContentLength is { } length ? (int)length : Math.Min(maximum, 16 * 1024), MostAtOnce) + 1];
        var filled = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation);
            if (read == 0)
                return buffer.AsMemory(0, filled);

            filled += read;
            if (filled > maximum)
                return null;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, maximum + 1L));
        }
    }
}
