using System.Collections.Concurrent;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Changes;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Delivery.Push;

/// <summary>One state of an object on its way out, shared by the deliveries to all partners: translated once per version, whoever needs it.</summary>
internal sealed class OutgoingState(StoredObject stored, OwnedModule kind, OutgoingState? previous, ObjectTranslator translator)
{
    private readonly ConcurrentDictionary<OcpiVersion, Lazy<Task<TranslatedObject>>> _versions = [];
    private readonly ConcurrentDictionary<(OcpiVersion, string, long), EvseMessage?> _evses = [];
    private readonly Lazy<IReadOnlyList<ObjectKey>> _references = new(() => Push.References.Read(stored.Key, stored.Utf8.Span));
    private OutgoingState? _previous = previous;

    public StoredObject Stored { get; } = stored;

    /// <summary>Where it, or a part of it, stands below a partner's endpoint, by version, EVSE and Connector: written once for all partners.</summary>
    public ConcurrentDictionary<(OcpiVersion Version, string? Evse, string? Connector), string> Paths { get; } = [];

    public long Sequence => Stored.Sequence;

    /// <summary>What it refers to and should arrive before it.</summary>
    public IReadOnlyList<ObjectKey> References => _references.Value;

    /// <summary>The object in a version. A removed object reads as the partner has to see it, where the protocol has no DELETE.</summary>
    public async ValueTask<TranslatedObject> InAsync(OcpiVersion version)
    {
        // Whoever comes first translates for all; nobody's end cancels it for the others.
        var lazy = _versions.GetOrAdd(version, static (v, self) => new Lazy<Task<TranslatedObject>>(() => self.TranslateAsync(v)), this);
        try
        {
            var translated = await lazy.Value;
            if (translated.Withheld is null)
            {
                return translated;
            }

            // What it lacks may come: the Location of a Session.
            _versions.TryRemove(KeyValuePair.Create(version, lazy));
            return translated;
        }
        catch
        {
            _versions.TryRemove(KeyValuePair.Create(version, lazy));
            throw;
        }
    }

    /// <summary>
    /// One EVSE of the Location for a partner that has the state of the change <paramref name="has"/>; null when the Location has no such EVSE.
    /// </summary>
    public async ValueTask<EvseMessage?> EvseAsync(OcpiVersion version, string uid, long? has)
    {
        var known = Earlier(has);
        var place = (version, uid, known?.Sequence ?? 0);
        return _evses.TryGetValue(place, out var message) ? message : _evses[place] = await ComposeEvseAsync(version, uid, known);
    }

    /// <summary>The id by which a version knows what has this one: ids of 2.1.1 may be longer than later versions allow (X-ID-1).</summary>
    public string Shown(OcpiVersion version, string id) => Stored.Version == OcpiVersion.V211 && version > OcpiVersion.V211 ? LongIds.Surrogate(id) : id;

    /// <summary>The same for the uid of an EVSE, in the spelling of its owner.</summary>
    public string ShownEvse(OcpiVersion version, string uid) =>
        Shown(version, uid) == uid || LocationDocument.FindEvse(Stored.Utf8, uid) is not { } evse ? uid : Shown(version, JsonText.Spelling(evse, "uid", uid));

    /// <summary>The object in a version as one that is gone, although its owner has it: for a partner that may not see it any more.</summary>
    public async ValueTask<TranslatedObject> GoneInAsync(OcpiVersion version, DateTimeOffset at)
    {
        if (Retraction.Of(Stored.Key.Module, Stored.Utf8, at) is not { } gone)
        {
            return new TranslatedObject(default, $"The protocol has no removal for {Stored.Key.Module}.", []);
        }

        // Who cannot be told that it is not to be published is told that it is gone.
        var said = kind == OwnedModule.Locations && version == OcpiVersion.V211 && !Stored.Facts.Published ? Published.Pretend(gone) : gone;
        var translated = await translator.ToAsync(Stored with { Utf8 = said }, kind.Type, version, CancellationToken.None);
        return new TranslatedObject(translated.Utf8, translated.Withheld, translated.Losses);
    }

    /// <summary>How many states hang together: this one and the older ones that it is compared with.</summary>
    public int Depth
    {
        get
        {
            var depth = 0;
            for (var state = this; state is not null; state = state._previous)
            {
                depth++;
            }

            return depth;
        }
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

    /// <summary>The state of a change, where it is still at hand. No other will do: what changed since an older one and changed back would be left out.</summary>
    private OutgoingState? Earlier(long? sequence)
    {
        var state = _previous;
        while (state is not null && state.Sequence != sequence)
        {
            state = state._previous;
        }

        return state;
    }

    private async ValueTask<EvseMessage?> ComposeEvseAsync(OcpiVersion version, string uid, OutgoingState? known)
    {
        uid = ShownEvse(version, uid);
        var now = await InAsync(version);
        if (now.Withheld is not null || LocationDocument.FindEvse(now.Utf8, uid) is not { } evse)
        {
            return null;
        }

        var before = known is { Stored.Deleted: false } && await known.InAsync(version) is { Withheld: null } old ? LocationDocument.FindEvse(old.Utf8, uid) : null;
        return new EvseMessage(evse, before is { } found ? Translator.TranslateChange(ObjectType.Evse, version, version, found, evse).Parts : null);
    }

    /// <summary>An EVSE without a connector is kept here and not sent.</summary>
    private StoredObject Sent() => kind == OwnedModule.Locations && UnequippedEvses.Any(Stored.Utf8.Span) ? Stored with { Utf8 = UnequippedEvses.LeaveOut(Stored.Utf8) } : Stored;

    private async Task<TranslatedObject> TranslateAsync(OcpiVersion version)
    {
        var translated = await translator.ToAsync(Sent(), kind.Type, version, CancellationToken.None);
        if (translated.IsWithheld || !Stored.Deleted || Stored.Key.Module == ModuleId.Tariffs || kind == OwnedModule.Invoices)
        {
            return new TranslatedObject(translated.Utf8, translated.Withheld, translated.Losses);
        }

        return Retraction.Of(Stored.Key.Module, translated.Utf8, Stored.Facts.LastUpdated) is { } retracted
            ? new TranslatedObject(retracted, null, [])
            : new TranslatedObject(default, $"The protocol has no removal for {Stored.Key.Module}.", []);
    }
}

/// <summary>One EVSE on its way out.</summary>
/// <param name="Whole">The EVSE.</param>
/// <param name="Changes">The least that says what changed in the version, in the order of sending: of the EVSE, or of its Connectors; null when it is not known.</param>
internal sealed record EvseMessage(ReadOnlyMemory<byte> Whole, IReadOnlyList<PartChange>? Changes)
{
    /// <summary>From so many requests on, one with all of it is less.</summary>
    private const int MostChanges = 3;

    /// <summary>The EVSE as one part to PUT.</summary>
    public IReadOnlyList<PartChange> AsWhole { get; } = [new PartChange(null, null, true, Whole)];

    /// <summary>What to send to a partner that takes PATCH and whose state is known.</summary>
    public IReadOnlyList<PartChange> AsChanges => Changes is { Count: <= MostChanges } ? Changes : AsWhole;
}
