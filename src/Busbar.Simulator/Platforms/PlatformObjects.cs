using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Patching;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Simulator.Platforms;

/// <summary>
/// The simulated platform's data side: lists its own objects, and takes what partners push, strictly validated: a simulated partner that swallows
/// everything would prove nothing.
/// </summary>
internal sealed class PlatformObjects(PlatformOptions options, PartnerLink link, ObjectShelf own, ObjectShelf copies, Action<ReceivedObject> received) : ISenderHandler, IReceiverHandler
{
    public ValueTask<PageResult> ListAsync(OcpiRequest request, PageRequest page, PageWriter writer, CancellationToken cancellation)
    {
        var matching = own.List(request.Module!.Value, page.DateFrom, page.DateTo);
        foreach (var shelved in matching.Skip((int)Math.Min(page.Offset, int.MaxValue)).Take(page.Limit))
        {
            writer.Add(shelved.Utf8.Span);
        }

        return new(PageResult.Page(matching.Count, page.Offset + page.Limit < matching.Count));
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation) =>
        new(Found(own, new ObjectAddress(reference.Module, options.Party, reference.Id, reference.EvseUid, reference.ConnectorId)));

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) => new(Found(copies, address));

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        var type = TypeOf(address);
        if (Errors(type, request.Body) is { } errors)
        {
            return new(OcpiReply.Invalid(errors));
        }

        var body = request.Body.ToArray();
        if (address.EvseUid is null)
        {
            return new(Store(address, type, body, patched: false));
        }

        if (copies.Find(address.Module, address.Owner, address.Id) is not { } location)
        {
            return new(OcpiReply.NotFound(OcpiStatus.UnknownLocation, "The location is not known."));
        }

        var whole = address.ConnectorId is null
            ? LocationDocument.ReplaceEvse(location.Span, address.EvseUid, body)
            : LocationDocument.ReplaceConnector(location, address.EvseUid, address.ConnectorId, body);
        return new(whole is null
            ? OcpiReply.NotFound(OcpiStatus.UnknownLocation, "The EVSE is not known.")
            : Store(address, type, whole, patched: true, body));
    }

    public ValueTask<OcpiReply> PatchAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        if (copies.Find(address.Module, address.Owner, address.Id) is not { } stored || Part(stored, address) is not { } part)
        {
            return new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "There is no such object to change."));
        }

        var type = TypeOf(address);
        var patch = request.Body.ToArray();
        var merged = MergePatch.Apply(type, options.Version, part.Span, patch);
        if (Errors(type, merged) is { } errors)
        {
            return new(OcpiReply.Invalid(errors));
        }

        var whole = address switch
        {
            { EvseUid: null } => merged,
            { ConnectorId: null } => LocationDocument.ReplaceEvse(stored.Span, address.EvseUid, merged),
            _ => LocationDocument.ReplaceConnector(stored, address.EvseUid, address.ConnectorId, merged)!,
        };
        return new(Store(address, type, whole, patched: true, patch));
    }

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        if (!copies.Remove(address.Module, address.Owner, address.Id))
        {
            return new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "There is no such object to remove."));
        }

        received(new ReceivedObject(address, TypeOf(address), default, default, IsNew: false, Removed: true));
        return new(OcpiReply.Ok());
    }

    public ValueTask<OcpiReply> PostCdrAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (Errors(ObjectType.Cdr, request.Body) is { } errors)
        {
            return new(OcpiReply.Invalid(errors));
        }

        var body = request.Body.ToArray();
        using var document = JsonDocument.Parse(body);
        string Text(string name) => document.RootElement.GetProperty(name).GetString()!;

        // 2.1.1 does not say whose CDR it is: the partner's.
        var owner = options.Version > OcpiVersion.V211 ? new PartyId(Text("country_code"), Text("party_id")) : link.Partner ?? options.Party;
        var address = new ObjectAddress(ModuleId.Cdrs, owner, Text("id"));
        var reply = Store(address, ObjectType.Cdr, body, patched: false);
        var endpoint = request.Urls.Endpoint(options.Version, ModuleId.Cdrs, InterfaceRole.Receiver);
        return new(reply with { Location = OcpiUrl.Join(endpoint, address.Segments) });
    }

    private OcpiReply Store(ObjectAddress address, ObjectType type, byte[] whole, bool patched, byte[]? sent = null)
    {
        using var document = JsonDocument.Parse(whole);
        var lastUpdated = document.RootElement.TryGetProperty("last_updated", out var value) && OcpiDateTime.TryParse(value.GetString(), out var parsed) ? parsed : default;
        var isNew = copies.Put(address.Module, address.Owner, address.Id, lastUpdated, whole);
        received(new ReceivedObject(address, type, whole, sent ?? whole, isNew, Removed: false) { Patched = patched });
        return isNew ? OcpiReply.Created() : OcpiReply.Ok();
    }

    private static OcpiReply Found(ObjectShelf shelf, ObjectAddress address) =>
        shelf.Find(address.Module, address.Owner, address.Id) is { } stored && Part(stored, address) is { } part
            ? OcpiReply.Ok(part)
            : OcpiReply.NotFound(OcpiStatus.InvalidParameters, "There is no such object.");

    private static ReadOnlyMemory<byte>? Part(ReadOnlyMemory<byte> stored, ObjectAddress address) => address switch
    {
        { EvseUid: null } => stored,
        { ConnectorId: null } => LocationDocument.FindEvse(stored, address.EvseUid),
        _ => LocationDocument.FindConnector(stored, address.EvseUid, address.ConnectorId),
    };

    private string? Errors(ObjectType type, ReadOnlyMemory<byte> utf8)
    {
        var validation = ObjectValidator.Validate(type, options.Version, utf8.Span);
        return validation.IsAcceptable
            ? null
            : string.Join(" ", validation.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Path}: {finding.Message}"));
    }

    private static ObjectType TypeOf(ObjectAddress address) => address switch
    {
        { ConnectorId: not null } => ObjectType.Connector,
        { EvseUid: not null } => ObjectType.Evse,
        _ when address.Module == ModuleId.Locations => ObjectType.Location,
        _ when address.Module == ModuleId.Tariffs => ObjectType.Tariff,
        _ when address.Module == ModuleId.Tokens => ObjectType.Token,
        _ when address.Module == ModuleId.Sessions => ObjectType.Session,
        _ => ObjectType.Cdr,
    };
}

/// <summary>An object, or a part of one, that a partner pushed.</summary>
/// <param name="Address">What it is.</param>
/// <param name="Type">The kind of object that was sent.</param>
/// <param name="Whole">The whole object after the push; empty when it was removed.</param>
/// <param name="Sent">What was sent: the object, its part, or the changed fields.</param>
/// <param name="IsNew">Whether it was not there before.</param>
/// <param name="Removed">Whether the push removed it.</param>
public sealed record ReceivedObject(ObjectAddress Address, ObjectType Type, ReadOnlyMemory<byte> Whole, ReadOnlyMemory<byte> Sent, bool IsNew, bool Removed)
{
    /// <summary>Whether only a part was sent.</summary>
    public bool Patched { get; init; }
}
