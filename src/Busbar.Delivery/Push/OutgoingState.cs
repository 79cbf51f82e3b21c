using System.Collections.Concurrent;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Delivery.Push;

/// <summary>One state of an object on its way out, shared by the deliveries to all partners: translated once per version, whoever needs it.</summary>
internal sealed class OutgoingState(StoredObject stored, OwnedModule kind, OutgoingState? previous)
{
    private readonly ConcurrentDictionary<OcpiVersion, Lazy<TranslatedObject>> _versions = [];
    private readonly ConcurrentDictionary<(OcpiVersion, string, long), EvseMessage?> _evses = [];
    private readonly Lazy<IReadOnlyList<ObjectKey>> _references = new(() => Push.References.Read(stored.Key, stored.Utf8.Span));
    private OutgoingState? _previous = previous;

    public StoredObject Stored { get; } = stored;

    public long Sequence => Stored.Sequence;

    /// <summary>What it refers to and should arrive before it.</summary>
    public IReadOnlyList<ObjectKey> References => _references.Value;

    /// <summary>The object in a version. A removed object reads as the partner has to see it, where the protocol has no DELETE.</summary>
    public TranslatedObject In(OcpiVersion version) => _versions.GetOrAdd(
        version,
        static (v, self) => new Lazy<TranslatedObject>(() => self.Translate(v)),
        this).Value;

    /// <summary>
    /// One EVSE of the Location for a partner that knows every change before <paramref name="first"/>; null when the Location has no such EVSE.
    /// </summary>
    public EvseMessage? Evse(OcpiVersion version, string uid, long first)
    {
        var known = KnownBefore(first);
        return _evses.GetOrAdd((version, uid, known?.Sequence ?? 0), static (key, arg) => arg.self.ComposeEvse(key.Item1, key.Item2, arg.known), (self: this, known));
    }

    /// <summary>Lets go of older states, so that a chain of them does not grow.</summary>
    public void Forget(int depth)
    {
        var state = this;
        for (var i = 0; i < depth && state is not null; i++)
        {
            state = state._previous;
        }

        if (state is not null)
        {
            state._previous = null;
        }
    }

    /// <summary>The newest state that is still at hand and that the partner certainly has, or is past.</summary>
    private OutgoingState? KnownBefore(long first)
    {
        var state = _previous;
        while (state is not null && state.Sequence >= first)
        {
            state = state._previous;
        }

        return state;
    }

    private EvseMessage? ComposeEvse(OcpiVersion version, string uid, OutgoingState? known)
    {
        var now = In(version);
        if (now.Withheld is not null || LocationDocument.FindEvse(now.Utf8, uid) is not { } evse)
        {
            return null;
        }

        var before = known is { Stored.Deleted: false } && known.In(version) is { Withheld: null } old ? LocationDocument.FindEvse(old.Utf8, uid) : null;
        return new EvseMessage(evse, before is { } found ? EvsePatch.Between(found, evse) : null);
    }

    private TranslatedObject Translate(OcpiVersion version)
    {
        var translated = Translator.Translate(kind.Type, Stored.Version, version, Stored.Utf8);
        if (translated.IsWithheld || !Stored.Deleted || Stored.Key.Module == ModuleId.Tariffs)
        {
            return new TranslatedObject(translated.Utf8, translated.Withheld);
        }

        return Retraction.Of(Stored.Key.Module, translated.Utf8, Stored.Facts.LastUpdated) is { } retracted
            ? new TranslatedObject(retracted, null)
            : new TranslatedObject(default, $"The protocol has no removal for {Stored.Key.Module}.");
    }
}

/// <summary>One EVSE on its way out.</summary>
/// <param name="Whole">The EVSE.</param>
/// <param name="Patch">Only what changed, with last_updated; null when that is not known or cannot be said with PATCH.</param>
internal sealed record EvseMessage(ReadOnlyMemory<byte> Whole, ReadOnlyMemory<byte>? Patch);
