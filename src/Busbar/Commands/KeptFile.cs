using System.Text;

namespace Busbar.Commands;

/// <summary>What was lost of translated objects: one line of JSON each, an empty line where nothing was.</summary>
internal static class KeptFile
{
    /// <summary>The lines of a file; null, with one line on the error output, when it cannot be read. No file: no lines.</summary>
    public static async Task<IReadOnlyList<byte[]>?> ReadAsync(string? file, TextWriter error, CancellationToken cancellation)
    {
        if (file is null)
        {
            return [];
        }

        return await DocumentInput.ReadAsync(file, Stream.Null, error, cancellation) is { } utf8
            ? [.. Encoding.UTF8.GetString(utf8).Split('\n').Select(line => Encoding.UTF8.GetBytes(line.Trim()))]
            : null;
    }

    /// <summary>Writes the lines; false, with one line on the error output, when that is not possible.</summary>
    public static async Task<bool> WriteAsync(string? file, IReadOnlyList<ReadOnlyMemory<byte>> residues, TextWriter error, CancellationToken cancellation)
    {
        if (file is null)
        {
            return true;
        }

        try
        {
            await File.WriteAllLinesAsync(file, residues.Select(residue => Encoding.UTF8.GetString(residue.Span)), cancellation);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await error.WriteLineAsync($"busbar: {file} cannot be written: {exception.Message}");
            return false;
        }
    }
}
