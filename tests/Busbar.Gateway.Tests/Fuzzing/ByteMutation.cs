using System.Text;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>Spoils the bytes of a document: its end, its encoding, single bytes.</summary>
internal static class ByteMutation
{
    private static readonly byte[][] Bad =
    [
        [0], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0x1F], [0x7F], [0xEF, 0xBB, 0xBF],
        "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(), "}"u8.ToArray(), "\""u8.ToArray(), ","u8.ToArray(),
    ];

    public static (byte[] Bytes, string Name) Apply(byte[] body, Random random)
    {
        switch (random.Next(11))
        {
            case 0:
                return (body[..random.Next(body.Length)], "truncated");
            case 1:
                return ([0xEF, 0xBB, 0xBF, .. body], "byte order mark");
            case 2:
                return (Encoding.Convert(Encoding.UTF8, random.Next(2) == 0 ? Encoding.Unicode : Encoding.BigEndianUnicode, body), "UTF-16");
            case 3:
                return ([.. Encoding.Unicode.Preamble, .. Encoding.Convert(Encoding.UTF8, Encoding.Unicode, body)], "UTF-16 with mark");
            case 4:
                return ([.. body, .. body], "twice");
            case 5:
                return ([.. body, .. "\0\0 x"u8], "something behind it");
            case 6:
                return (Encoding.UTF8.GetBytes("[" + Encoding.UTF8.GetString(body) + "]"), "in a list");
            case 7:
                return (random.Next(5) switch { 0 => "null"u8.ToArray(), 1 => "\"\""u8.ToArray(), 2 => "   "u8.ToArray(), 3 => "{}"u8.ToArray(), _ => "[]"u8.ToArray() }, "another document");
            case 8:
                var flipped = body.ToArray();
                for (var i = 0; i < 3; i++)
                {
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                return (flipped, "bits flipped");
            default:
                var place = random.Next(body.Length);
                return ([.. body[..place], .. Bad[random.Next(Bad.Length)], .. body[place..]], "bytes inserted");
        }
    }
}
