using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Busbar.Console.Files;

/// <summary>One of the console's few files. It lies in the assembly; its address names its content, so that a browser may keep it for good.</summary>
internal sealed class ConsoleFile
{
    private ConsoleFile(string name, string contentType)
    {
        using var stream = typeof(ConsoleFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The console's file {name} is not in its assembly.");
        Content = new byte[stream.Length];
        stream.ReadExactly(Content);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 6));
        Name = name;
        ContentType = contentType;
        Address = $"files/{name}?v={mark}";
        Tag = new EntityTagHeaderValue($"\"{mark}\"");
    }

    public static ConsoleFile Style { get; } = new("console.css", "text/css; charset=utf-8");

    public static ConsoleFile Script { get; } = new("console.js", "text/javascript; charset=utf-8");

    public static ConsoleFile Mark { get; } = new("mark.svg", "image/svg+xml");

    public static IReadOnlyList<ConsoleFile> All { get; } = [Style, Script, Mark];

    public string Name { get; }

    public string ContentType { get; }

    /// <summary>Relative to the console's base.</summary>
    public string Address { get; }

    public byte[] Content { get; }

    public EntityTagHeaderValue Tag { get; }
}
