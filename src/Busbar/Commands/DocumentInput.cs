namespace Busbar.Commands;

/// <summary>Reads the files of the commands that work on documents; "-" is the standard input.</summary>
internal static class DocumentInput
{
    /// <summary>The file's bytes; null, with one line on the error output, when it cannot be read.</summary>
    public static async Task<byte[]?> ReadAsync(string file, Stream standardInput, TextWriter error, CancellationToken cancellation)
    {
        if (file.Length > 1 && file[0] == '-' && !File.Exists(file))
        {
            await error.WriteLineAsync($"busbar: {file} is no option, and no file of that name exists; busbar --help lists the options.");
            return null;
        }

        if (Directory.Exists(file))
        {
            await error.WriteLineAsync($"busbar: {file} is a folder; name the files in it.");
            return null;
        }

        try
        {
            if (file != "-")
            {
                return await File.ReadAllBytesAsync(file, cancellation);
            }

            using var buffer = new MemoryStream();
            await standardInput.CopyToAsync(buffer, cancellation);
            return buffer.ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await error.WriteLineAsync($"busbar: {file} cannot be read: {exception.Message}");
            return null;
        }
    }
}
