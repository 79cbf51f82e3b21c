using System.Text.Json;

namespace Busbar.Core.Objects;

/// <summary>Looks through pages for an object with a text in one of its properties. For questions that are asked seldom: nothing is indexed for it.</summary>
internal sealed class MemberSearch(string member, string value) : IObjectSink
{
    /// <summary>The first one; null when there was none so far.</summary>
    public ObjectKey? Found { get; private set; }

    public long LastOrdinal { get; private set; }

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        LastOrdinal = header.Ordinal;
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        while (Found is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var named = reader.ValueTextEquals(member);
            reader.Read();
            if (named && reader.TokenType == JsonTokenType.String && string.Equals(reader.GetString(), value, StringComparison.OrdinalIgnoreCase))
            {
                Found = header.Key;
            }

            reader.Skip();
        }
    }
}
