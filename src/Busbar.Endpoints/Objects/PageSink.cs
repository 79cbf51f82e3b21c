using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Endpoints.Objects;

/// <summary>
/// Puts the objects of a page into the answer: those of the reader's version straight from the database, the others translated. A translation may have to look
/// for other objects, which cannot be done while the page is read: from the first one on the page waits in memory. So do objects that the reader has to get in another form.
/// </summary>
internal sealed class PageSink(OwnedModule module, OcpiVersion version, PageWriter writer, Connection reader) : IObjectSink
{
    private readonly List<(ObjectKey Key, OcpiVersion Version, byte[] Utf8)> _waiting = [];
    private readonly Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? _habit = PartnerForm.Of(reader.Profile);
    private readonly List<int> _keys = [];

    /// <summary>Whether every object so far is in the answer as it is stored.</summary>
    public bool IsPlain => _waiting.Count == 0;

    /// <summary>The hash codes of the keys of what was read.</summary>
    public int[] Keys => [.. _keys];

    /// <summary>The ordinal of the last object that was read, served or not.</summary>
    public long Last { get; private set; }

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        Last = header.Ordinal;
        _keys.Add(header.Key.GetHashCode());
        if (header.Version == version && _waiting.Count == 0 && _habit is null && !(module == OwnedModule.Locations && UnequippedEvses.Any(utf8)))
        {
            writer.Add(utf8);
        }
        else
        {
            _waiting.Add((header.Key, header.Version, utf8.ToArray()));
        }
    }

    /// <summary>Writes what waits, in its order.</summary>
    public async ValueTask FinishAsync(IObjectStore store, ObjectForm form, CancellationToken cancellation)
    {
        foreach (var (key, from, utf8) in _waiting)
        {
            if (from == version)
            {
                Add(module == OwnedModule.Locations ? UnequippedEvses.LeaveOut(utf8) : utf8);
            }
            else if (await StoredAsync(store, key, from, utf8, cancellation) is { } stored
                && await form.GetAsync(stored, module, version, reader.Id, cancellation) is { IsWithheld: false } view)
            {
                Add(view.Utf8);
            }
            else
            {
                writer.Skip();
            }
        }
    }

    private void Add(ReadOnlyMemory<byte> utf8) => writer.Add((_habit?.Invoke(utf8) ?? utf8).Span);

    /// <summary>Whose driver a Session or CDR is about stands beside it, not in it, up to 2.2; of all others the page holds what is needed.</summary>
    private async ValueTask<StoredObject?> StoredAsync(IObjectStore store, ObjectKey key, OcpiVersion from, byte[] utf8, CancellationToken cancellation) =>
        from <= OcpiVersion.V22 && (module == OwnedModule.Sessions || module == OwnedModule.Cdrs)
            ? await store.FindAsync(key, cancellation)
            : new StoredObject { Key = key, Version = from, Utf8 = utf8, Facts = default, Ordinal = 0, Sequence = 0 };
}
