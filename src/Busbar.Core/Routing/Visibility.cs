using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Routing;

/// <summary>
/// Who may see which objects, worked out from the agreements alone: the same rules for pages that a partner pulls and for changes that are pushed to it.
/// Immutable; a new one is made when agreements change.
/// </summary>
/// <param name="agreements">Every agreement of the gateway.</param>
/// <param name="now">The instant at which they are looked at: an agreement that starts later shows nothing yet.</param>
public sealed class Visibility(IReadOnlyList<Agreement> agreements, DateTimeOffset now)
{
    /// <summary>What a connection may see of a module. Empty: nothing.</summary>
    /// <param name="reader">The connection.</param>
    /// <param name="module">The module.</param>
    /// <param name="asking">The one party of the connection that asks; null for all of them.</param>
    public IReadOnlyList<ObjectGrant> GrantsFor(Connection reader, ModuleId module, PartyId? asking = null)
    {
        var grants = new List<ObjectGrant>();
        if (Missing(reader, module) is not null)
        {
            return grants;
        }

        var chapter = OwnedModule.ChapterOf(module);
        var known = new HashSet<ObjectGrant>();
        foreach (var hosted in reader.Parties)
        {
            if (!ModuleReaders.Reads(hosted.Role, module) || (asking is not null && asking != hosted.Party))
            {
                continue;
            }

            foreach (var agreement in agreements)
            {
                if (!agreement.Covers(chapter, now) || (agreement.To is { } to && to != hosted.Party)
                    || (reader.OnlyParty is not null && agreement.From is not null && agreement.From != reader.OnlyParty))
                {
                    continue;
                }

                var grant = new ObjectGrant(
                    reader.OnlyParty ?? agreement.From, ModuleReaders.ByAudience(module) ? hosted.Party : null, agreement.NamesBoth());
                if (known.Add(grant))
                {
                    grants.Add(grant);
                }
            }
        }

        return grants;
    }

    /// <summary>The query for a page of a module as a connection may see it.</summary>
    public PageQuery PageFor(Connection reader, ModuleId module, int limit, PartyId? asking = null) => new()
    {
        Module = module,
        Grants = GrantsFor(reader, module, asking),
        ExceptOwners = [.. reader.Parties.Select(p => p.Party).Distinct()],
        Limit = limit,
    };

    /// <summary>Whether a connection may see one object, with the reason.</summary>
    /// <param name="reader">The connection that would get it.</param>
    /// <param name="key">The object.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="source">The connection it came from.</param>
    /// <param name="asking">The one party of the connection that asks; null for all of them.</param>
    public Sight Of(Connection reader, ObjectKey key, in ObjectFacts facts, Guid? source, PartyId? asking = null)
    {
        // A CPO that assigned places to a terminal has not become its owner by that.
        if (source == reader.Id && (!OwnedModule.TryGet(key.Module, out var kind) || kind.NamesOwner))
        {
            return new(false, $"It came from {reader.Name} itself.");
        }

        if (reader.Hosts(key.Owner))
        {
            return new(false, $"{key.Owner} is a party of {reader.Name}: nobody is sent their own data.");
        }

        if (Missing(reader, key.Module) is { } missing)
        {
            return new(false, missing);
        }

        if (reader.OnlyParty is { } only && only != key.Owner)
        {
            return new(false, $"{reader.Name} has to do with {only} only.");
        }

        if (!reader.Parties.Any(p => ModuleReaders.Reads(p.Role, key.Module)))
        {
            return new(false, $"No party of {reader.Name} has a role that reads {key.Module}.");
        }

        if (ModuleReaders.ByAudience(key.Module))
        {
            if (facts.Audience is not { } audience)
            {
                return new(false, ModuleReaders.NoAudience(key.Module));
            }

            if (HeldAudience.IsHeld(facts))
            {
                return new(false, "It is kept back until its verdict is accepted.");
            }

            if (!reader.Hosts(audience))
            {
                return new(false, ModuleReaders.OtherAudience(key.Module, audience, reader.Name));
            }
        }

        return ByAgreement(reader, key, facts, asking);
    }

    /// <summary>Why a module of an add-on does not exist for a partner; null when it does.</summary>
    private static string? Missing(Connection reader, ModuleId module)
    {
        // Whether client info is told at all depends on whether this gateway is a hub, and is asked elsewhere.
        if (!OwnedModule.TryGet(module, out var owned) || owned.Since == OcpiVersion.V211 || owned == OwnedModule.ClientInfos)
        {
            return null;
        }

        return reader.Version is { } version && version < owned.Since
            ? $"The module {owned.Chapter} exists from OCPI {owned.Since.Number()} on; {reader.Name} speaks {version.Number()}."
            : reader.Profile.Modules.Uses(owned.Chapter, InterfaceRole.Sender) ? null
            : $"The module {owned.Chapter} is not switched on for {reader.Name}.";
    }

    private Sight ByAgreement(Connection reader, ObjectKey key, in ObjectFacts facts, PartyId? asking)
    {
        var permitted = false;
        foreach (var hosted in reader.Parties)
        {
            if ((asking is not null && asking != hosted.Party)
                || !ModuleReaders.Reads(hosted.Role, key.Module)
                || (ModuleReaders.ByAudience(key.Module) && facts.Audience != hosted.Party))
            {
                continue;
            }

            foreach (var agreement in agreements)
            {
                if (!agreement.Covers(OwnedModule.ChapterOf(key.Module), now) || !agreement.Permits(key.Owner, hosted.Party))
                {
                    continue;
                }

                permitted = true;
                if (facts.Published || agreement.NamesBoth())
                {
                    return new(true, Explain(agreement, key, hosted));
                }
            }
        }

        return permitted
            ? new(false, $"It is not to be published; only an agreement that names both {key.Owner} and a party of {reader.Name} opens it.")
            : new(false, $"No agreement in force lets {key.Module} of {key.Owner} go to {reader.Name}.");
    }

    private static string Explain(Agreement agreement, ObjectKey key, PlatformParty reader) =>
        agreement is { From: null, To: null }
            ? $"The agreement from everyone to everyone covers {key.Module}; {reader.Party} reads it as {reader.Role}."
            : $"The agreement from {agreement.From?.ToString() ?? "everyone"} to {agreement.To?.ToString() ?? "everyone"} covers {key.Module}; "
                + $"{reader.Party} reads it as {reader.Role}.";
}
