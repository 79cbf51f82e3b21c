using System.Globalization;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Objects;
using Busbar.Core.Registration;
using Busbar.Core.Routing;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Objects;

/// <summary>The sender interfaces: partners read here what others published and agreements let them see.</summary>
public sealed class ObjectSender(
    IObjectStore store, ConnectionDirectory directory, AgreementBook agreements, GatewayFace face, ObjectForm form, TimeProvider clock, LongIdBook longIds, PageCache pages, IPullWatch? pulls = null) : ISenderHandler
{
    public async ValueTask<PageResult> ListAsync(OcpiRequest request, PageRequest page, PageWriter writer, CancellationToken cancellation)
    {
        if (Addressing.Read(request, directory.Current, face, out var addressing) is { } refusal)
        {
            return PageResult.Refused(refusal);
        }

        if (request.Module is not { } module || !OwnedModule.TryGet(module, request.Collection, out var owned))
        {
            return PageResult.Refused(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "This module has no list."));
        }

        if (module == ModuleId.Sessions && page.DateFrom is null)
        {
            return PageResult.Refused(OcpiReply.Invalid("date_from is required for Sessions."));
        }

        long after = 0;
        if (page.Cursor is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return PageResult.Refused(OcpiReply.Invalid("cursor is not one of ours."));
        }

        var query = Visibility().PageFor(ConnectionCaller.Of(request).Connection, owned.Module, page.Limit, addressing.Asking) with
        {
            Owners = addressing.Asked is { } asked ? [asked] : null,
            DateFrom = page.DateFrom,
            DateTo = page.DateTo,
            AfterOrdinal = after,
            Offset = page.Cursor is null ? (int)Math.Min(page.Offset, int.MaxValue) : 0,
        };
        if (query.Grants is { Count: 0 })
        {
            return PageResult.Page(0, more: false) with { From = addressing.Answering };
        }

        if (TimeslotRange.Read(request, out var problem) is { } slots)
        {
            return await new TimeslotPage(store, slots, writer).WriteAsync(query with { AfterOrdinal = 0, Offset = 0 }, page, cancellation) with { From = addressing.Answering };
        }

        if (problem is not null)
        {
            return PageResult.Refused(OcpiReply.Invalid(problem));
        }

        var pulled = IsWhole(page, addressing, request) ? pulls?.Begin(ConnectionCaller.Of(request).Connection.Id, owned.Module, page.DateFrom, page.Cursor) : null;
        var result = await WriteAsync(owned, query, request, writer, cancellation) with { From = addressing.Answering };
        if (pulled is not null)
        {
            pulls!.Answered(pulled, result.Cursor);
        }

        return result;
    }

    /// <summary>Whether a walk over such pages brings the partner everything that it may see.</summary>
    private static bool IsWhole(PageRequest page, Addressing addressing, OcpiRequest request) =>
        page.DateTo is null && (page.Cursor is not null || page.Offset == 0) && addressing.Asked is null
        && (addressing.Asking is not { } asking || ConnectionCaller.Of(request).Connection.Parties.All(hosted => hosted.Party == asking));

    private async ValueTask<PageResult> WriteAsync(OwnedModule owned, PageQuery query, OcpiRequest request, PageWriter writer, CancellationToken cancellation)
    {
        var key = new PageKey(query, request.Version!.Value);
        var reader = ConnectionCaller.Of(request).Connection;
        var since = PartnerForm.Of(reader.Profile) is null ? pages.Begin(query) : null;
        if (since is not null && pages.Find(key, query.Module) is { } kept)
        {
            writer.AddJoined(kept.Joined, kept.Keys.Length);
            return Page(kept.Total, kept.More, kept.Last);
        }

        var total = await store.CountAsync(query, cancellation);
        var sink = new PageSink(owned, request.Version!.Value, writer, reader);
        var more = query.Offset < total && await store.ReadPageAsync(query, sink, cancellation);
        if (since is { } moment && sink.IsPlain && pages.Wants(key))
        {
            pages.Keep(key, new KeptPage(writer.Joined.ToArray(), sink.Keys, moment, total, more, sink.Last));
        }

        await sink.FinishAsync(store, form, cancellation);
        return Page(total, more, sink.Last);
    }

    private static PageResult Page(long total, bool more, long last) =>
        PageResult.Page(total, more, more ? last.ToString(CultureInfo.InvariantCulture) : null);

    public async ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation)
    {
        if (Addressing.Read(request, directory.Current, face, out var addressing) is { } refusal)
        {
            return refusal;
        }

        if (!OwnedModule.TryGet(reference.Module, reference.Collection, out var owned))
        {
            return OcpiReply.NotFound(OcpiStatus.InvalidParameters, "This module has no objects.");
        }

        var reader = ConnectionCaller.Of(request).Connection;
        var visibility = Visibility();
        var candidates = await FindAsync(owned.Module, reference.Id, cancellation);
        var visible = candidates
            .Where(o => !o.Deleted && (addressing.Asked is null || addressing.Asked == o.Key.Owner))
            .Where(o => visibility.Of(reader, o.Key, o.Facts, o.Source, addressing.Asking).Allowed)
            .ToList();
        if (visible.Count > 1)
        {
            // Owners may use the same id; who wrote it letter by letter meant that one.
            visible = visible.FindAll(o => o.Key.Id == reference.Id) is [var exact] ? [exact] : visible;
        }

        if (visible.Count > 1)
        {
            return OcpiReply.Invalid(request.Version == OcpiVersion.V211
                ? "More than one party has an object with this id, and 2.1.1 cannot name the party: read the list, or have the gateway's operator choose one party for this connection (\"front\")."
                : "More than one party has an object with this id; name the party in the OCPI-to headers.");
        }

        var part = reference.EvseUid is { } evse ? new ObjectPart(evse, reference.ConnectorId) : null;
        return visible.Count == 1 && await form.FindAsync(visible[0], owned, part, reference.CalendarId, request.Version!.Value, reader.Id, cancellation) is { } utf8
            ? OcpiReply.Ok(PartnerForm.Of(reader.Profile)?.Invoke(utf8) ?? utf8) with { From = addressing.Asked is null ? visible[0].Key.Owner : null }
            : Answers.NotFound(reference.Module);
    }

    /// <summary>Objects of that id, whosever they are; the id may stand for one of 2.1.1 that is too long for the reader's version.</summary>
    private async ValueTask<IReadOnlyList<StoredObject>> FindAsync(ModuleId module, string id, CancellationToken cancellation)
    {
        var found = await store.FindByIdAsync(module, id, cancellation);
        if (found.Count > 0 || module != ModuleId.Locations)
        {
            return found;
        }

        var originals = new List<StoredObject>();
        foreach (var original in await longIds.FindAsync(id, cancellation))
        {
            originals.AddRange(await store.FindByIdAsync(module, original, cancellation));
        }

        return originals;
    }

    private Visibility Visibility() => new(agreements.Current, clock.GetUtcNow());
}
