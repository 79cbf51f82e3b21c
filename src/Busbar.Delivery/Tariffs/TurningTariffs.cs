using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Delivery.Tariffs;

/// <summary>Finds the tariffs that begin or end after one moment and up to another.</summary>
internal sealed class TurningTariffs(DateTimeOffset since, DateTimeOffset now) : IObjectSink
{
    public List<ObjectKey> Keys { get; } = [];

    public long Last { get; private set; }

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        Last = header.Ordinal;
        if (utf8.IndexOf("_date_time\""u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isDate = reader.ValueTextEquals("start_date_time"u8) || reader.ValueTextEquals("end_date_time"u8);
            reader.Read();
            if (isDate && reader.TokenType == JsonTokenType.String && OcpiDateTime.TryParse(reader.GetString(), out var date) && date > since && date <= now)
            {
                Keys.Add(header.Key);
                return;
            }

            reader.Skip();
        }
    }
}
