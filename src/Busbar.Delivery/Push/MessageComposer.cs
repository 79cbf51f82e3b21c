using System.Text;
using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation.Changes;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Delivery.Push;

/// <summary>Makes the requests that tell a partner of an object. The URLs start with the endpoints that the partner announced.</summary>
internal static class MessageComposer
{
    /// <summary>The whole object: PUT, POST of a CDR and of what the payments module has, DELETE of a tariff.</summary>
    /// <param name="view">The partner.</param>
    /// <param name="state">The object.</param>
    /// <param name="body">Its JSON in the partner's version.</param>
    public static OutgoingMessage Whole(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body)
    {
        var key = state.Stored.Key;
        if (key.Module == ModuleId.Cdrs || !Kind(key).NamesOwner)
        {
            return Message(view, state, HttpMethod.Post, Endpoint(view.Connection, Kind(key).Chapter, Kind(key).Collection), body);
        }

        return state.Stored.Deleted && key.Module == ModuleId.Tariffs
            ? Message(view, state, HttpMethod.Delete, ObjectUrl(view.Connection, state, body, null), default)
            : Message(view, state, HttpMethod.Put, ObjectUrl(view.Connection, state, body, null), body);
    }

    /// <summary>An invoice record: POST of a new one, PUT of one that the partner has, DELETE of one that was an error.</summary>
    public static OutgoingMessage Invoice(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, bool known) =>
        state.Stored.Deleted ? Message(view, state, HttpMethod.Delete, ObjectUrl(view.Connection, state, body, null), default)
        : known ? Message(view, state, HttpMethod.Put, ObjectUrl(view.Connection, state, body, null), body)
        : Message(view, state, HttpMethod.Post, Endpoint(view.Connection, ModuleId.InvoiceReconciliation, null), body);

    /// <summary>An EVSE of a Location, or one of its Connectors: PATCH of what changed, or PUT of the part.</summary>
    public static OutgoingMessage Part(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body, string evse, PartChange change) =>
        Message(view, state, change.IsWhole ? HttpMethod.Put : HttpMethod.Patch, ObjectUrl(view.Connection, state, body, evse, change.ConnectorId), change.Utf8);

    /// <summary>A few members of the object, or of one EVSE of a Location, that have to change.</summary>
    public static OutgoingMessage Patch(PartnerView view, OutgoingState state, string? evse, ReadOnlyMemory<byte> members) =>
        Message(view, state, HttpMethod.Patch, ObjectUrl(view.Connection, state, state.Stored.Utf8, evse), members);

    /// <summary>A tariff that is gone.</summary>
    public static OutgoingMessage Delete(PartnerView view, OutgoingState state) =>
        Message(view, state, HttpMethod.Delete, ObjectUrl(view.Connection, state, state.Stored.Utf8, null), default);

    /// <summary>The whole object in a form of ours.</summary>
    public static OutgoingMessage Put(PartnerView view, OutgoingState state, ReadOnlyMemory<byte> body) =>
        Message(view, state, HttpMethod.Put, ObjectUrl(view.Connection, state, body, null), body);

    /// <summary>Reads a CDR back from where the partner is expected to keep it.</summary>
    public static OutgoingMessage ReadBack(PartnerView view, OutgoingState state, Uri url) => Message(view, state, HttpMethod.Get, url, default);

    /// <summary>Where a partner keeps an object, told from where it said that it keeps another one; null when its URLs do not end with the id.</summary>
    public static Uri? LikeLocation(Uri example, string exampleId, string id)
    {
        var text = example.AbsoluteUri;
        var slash = text.EndsWith('/') ? "/" : "";
        var ending = Uri.EscapeDataString(exampleId) + slash;
        return text.EndsWith("/" + ending, StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(text[..^ending.Length] + Uri.EscapeDataString(id) + slash, UriKind.Absolute, out var url)
            ? url
            : null;
    }

    private static OutgoingMessage Message(PartnerView view, OutgoingState state, HttpMethod method, Uri url, ReadOnlyMemory<byte> body)
    {
        var stored = state.Stored;
        var receiver = view.Receiver(stored.Key.Module, stored.Facts.Audience);

        // A hub broadcasts POST, PUT and PATCH. For a DELETE it has to find the receivers itself: open routing.
        var to = method == HttpMethod.Delete && receiver == view.Connection.HubParty ? null : receiver;
        // Broadcasts are POST, PUT and PATCH.
        var from = method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Patch ? view.Speaker(stored.Key.Module, stored.Key.Owner) : stored.Key.Owner;
        return new(method, url, Kind(stored.Key).Chapter, from, to, body)
        {
            Subject = method == HttpMethod.Get ? null : new ExchangeSubject(stored.Key.Module, stored.Ordinal, stored.Sequence),
        };
    }

    private static Uri ObjectUrl(Connection connection, OutgoingState state, ReadOnlyMemory<byte> body, string? evse, string? connector = null)
    {
        var key = state.Stored.Key;
        var endpoint = Endpoint(connection, Kind(key).Chapter, null);
        var place = (connection.Version ?? state.Stored.Version, evse, connector);
        if (!state.Paths.TryGetValue(place, out var path))
        {
            state.Paths[place] = path = Path(connection.Version, state, body, evse, connector);
        }

        var query = endpoint.Query;
        if (key.Module == ModuleId.Tokens && TokenKey.Parse(key.Id).Type is { } type && type != TokenKey.DefaultType && connection.Version is { } version and > OcpiVersion.V211)
        {
            // As the partner's version says it: the body has no other one.
            query += (query.Length == 0 ? "?" : "&") + "type=" + Uri.EscapeDataString(TokenKey.TypeIn(version, type));
        }

        var url = new Uri(string.Concat(endpoint.GetLeftPart(UriPartial.Path).AsSpan().TrimEnd('/'), path, query));
        return key.Module == ModuleId.HubClientInfo ? url : OcpiUrl.WithSlash(url, connection.Profile.TrailingSlash);
    }

    /// <summary>What follows the endpoint. It repeats the spelling of the body where it can: a receiver may compare them letter by letter.</summary>
    private static string Path(OcpiVersion? version, OutgoingState state, ReadOnlyMemory<byte> body, string? evse, string? connector)
    {
        var key = state.Stored.Key;
        var path = new StringBuilder(96);
        Append(path, JsonText.Spelling(body, "country_code", key.Owner.CountryCode));
        Append(path, JsonText.Spelling(body, "party_id", key.Owner.Code));
        if (key.Module == ModuleId.HubClientInfo)
        {
            return path.ToString(); // a party's ClientInfo of any role has the same URL
        }

        if (Kind(key).Collection is { } collection)
        {
            Append(path, collection);
        }

        Append(path, key.Module == ModuleId.Tokens ? JsonText.Spelling(body, "uid", TokenKey.Parse(key.Id).Uid) : JsonText.Spelling(body, "id", ShownId(version, state)));
        if (evse is not null)
        {
            var shown = version is { } known ? state.ShownEvse(known, evse) : evse;
            Append(path, LocationDocument.FindEvse(body, shown) is { } found ? JsonText.Spelling(found, "uid", shown) : shown);
        }

        if (connector is not null)
        {
            Append(path, connector);
        }

        return path.ToString();
    }

    private static string ShownId(OcpiVersion? of, OutgoingState state)
    {
        var id = state.Stored.Key.Id;
        return of is not { } version || state.Shown(version, id) == id ? id : state.Shown(version, JsonText.Spelling(state.Stored.Utf8, "id", id));
    }

    private static OwnedModule Kind(ObjectKey key) =>
        OwnedModule.TryGet(key.Module, out var kind) ? kind : throw new InvalidOperationException($"{key.Module} has no objects.");

    private static Uri Endpoint(Connection connection, ModuleId module, string? collection)
    {
        var endpoint = connection.EndpointFor(module, InterfaceRole.Receiver)
            ?? throw new InvalidOperationException($"The connection has no receiver endpoint for {module}.");
        return collection is null ? endpoint : OcpiUrl.Join(endpoint, collection);
    }

    private static void Append(StringBuilder url, string segment) => url.Append('/').Append(Uri.EscapeDataString(segment));
}
