using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;

namespace Busbar.Admin.Objects;

/// <summary>Collects a page's objects and writes it (an <see cref="ObjectPage"/>) without reading what need not be translated.</summary>
internal sealed class CanonicalItems(OwnedModule module, bool original) : IObjectSink
{
    private readonly List<ReadOnlyMemory<byte>> _items = [];
    private readonly List<WithheldView> _withheld = [];
    private long _last;

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        _last = header.Ordinal;
        ReadOnlyMemory<byte> stored = utf8.ToArray();
        if (original)
        {
            _items.Add(stored);
            return;
        }

        var translation = Translator.Translate(module.Type, header.Version, OcpiVersion.V230, stored);
        if (translation.Withheld is { } reason)
        {
            _withheld.Add(new WithheldView
            {
                CountryCode = header.Key.Owner.CountryCode,
                PartyId = header.Key.Owner.Code,
                Id = header.Key.Id,
                Reason = reason,
            });
        }
        else
        {
            _items.Add(translation.Utf8);
        }
    }

    public void Write(IBufferWriter<byte> output, long total, bool more)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartArray("items");
        foreach (var item in _items)
        {
            writer.WriteRawValue(item.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteNumber("total", total);
        if (more)
        {
            writer.WriteString("next", _last.ToString(CultureInfo.InvariantCulture));
        }

        writer.WriteStartArray("withheld");
        foreach (var withheld in _withheld)
        {
            JsonSerializer.Serialize(writer, withheld, AdminJson.Default.WithheldView);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
