using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Admin.Objects;

/// <summary>Collects a page's objects and writes it (an <see cref="ObjectPage"/>) without reading what need not be translated.</summary>
internal sealed class CanonicalItems(OwnedModule module, bool original) : IObjectSink
{
    private readonly List<(ObjectKey Key, OcpiVersion Version, byte[] Utf8)> _read = [];
    private readonly List<ReadOnlyMemory<byte>> _items = [];
    private readonly List<WithheldView> _withheld = [];
    private long _last;

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        _last = header.Ordinal;
        _read.Add((header.Key, header.Version, utf8.ToArray()));
    }

    /// <summary>Translates what was read.</summary>
    public async Task TranslateAsync(IObjectStore store, ObjectTranslator translator, CancellationToken cancellation)
    {
        foreach (var (key, version, utf8) in _read)
        {
            if (original || version == OcpiVersion.V230)
            {
                _items.Add(utf8);
                continue;
            }

            // Whose driver a Session or CDR is about stands beside it, not in it, up to 2.2.
            var audience = version <= OcpiVersion.V22 ? (await store.FindAsync(key, cancellation))?.Facts.Audience : null;
            var canonical = await translator.ToAsync(key, module.Type, version, OcpiVersion.V230, utf8, audience, cancellation);
            if (canonical.Withheld is { } reason)
            {
                _withheld.Add(new WithheldView { CountryCode = key.Owner.CountryCode, PartyId = key.Owner.Code, Id = key.Id, Reason = reason });
            }
            else
            {
                _items.Add(canonical.Utf8);
            }
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
