using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Objects;

/// <summary>The receiver interfaces: partners write their objects here, and read them back.</summary>
public sealed class ObjectReceiver(
    ObjectIntake intake, IObjectStore store, ConnectionDirectory directory, GatewayFace face, ObjectForm form) : IReceiverHandler
{
    private readonly BookingFinder _bookings = new(store);

    public async ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        if (Refuse(request, out var answering) is { } refusal)
        {
            return refusal;
        }

        if (ObjectTarget.Of(address) is not { } target || !ConnectionCaller.Of(request).Connection.Hosts(target.Owner))
        {
            return Answers.NotFound(address.Module);
        }

        var stored = await store.FindAsync((await NamedAsync(target, cancellation)).Key, cancellation);
        return stored is { Deleted: false }
            && await form.FindAsync(stored, target.Module, target.Part, target.Calendar, request.Version!.Value, ConnectionCaller.Of(request).Connection.Id, cancellation) is { } utf8
            ? OcpiReply.Ok(utf8) with { From = answering }
            : Answers.NotFound(address.Module);
    }

    public async ValueTask<OcpiReply> PutAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) =>
        Refuse(request, out var answering)
        ?? (Target(request, address) is { } target
            ? Answers.To(request, address.Module, await intake.PutAsync(Source(request), target, request.Body, CancellationToken.None)) with { From = answering }
            : Answers.NotFound(address.Module));

    public async ValueTask<OcpiReply> PatchAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation)
    {
        if (Refuse(request, out var answering) is { } refusal)
        {
            return refusal;
        }

        if (ObjectTarget.Of(address) is not { } target)
        {
            return Answers.NotFound(address.Module);
        }

        var result = await intake.PatchAsync(Source(request), await NamedAsync(target, cancellation), request.Body, CancellationToken.None);
        return Answers.To(request, address.Module, result) with { From = answering };
    }

    public async ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) =>
        Refuse(request, out var answering)
        ?? (ObjectTarget.Of(address) is { } target
            ? Answers.To(request, address.Module, await intake.DeleteAsync(Source(request), target.Key, CancellationToken.None)) with { From = answering }
            : Answers.NotFound(address.Module));

    public async ValueTask<OcpiReply> PostCdrAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (Refuse(request, out var answering) is { } refusal)
        {
            return refusal;
        }

        // The owner stands in the body, not in the URL: a foreign one is a wrong parameter, not an unknown place.
        var result = await intake.AddCdrAsync(Source(request), request.Body, CancellationToken.None);
        var reply = result.Outcome == IntakeOutcome.Foreign
            ? OcpiReply.Invalid(result.Message!)
            : Answers.To(request, ModuleId.Cdrs, result);
        return reply with
        {
            From = answering,
            Location = result is { Succeeded: true, Key: { } key }
                ? request.Urls.Object(request.Version!.Value, new ObjectAddress(ModuleId.Cdrs, key.Owner, key.Id))
                : null,
        };
    }

    /// <summary>Writes are not given up half way when a partner hangs up: what it sent stays valid until they are done.</summary>
    private static IntakeSource Source(OcpiRequest request) => IntakeSource.Of(ConnectionCaller.Of(request).Connection, request.Version!.Value);

    /// <summary>An invoice record is for the addressed party, and PUT changes only one that is known (INV-012).</summary>
    private ObjectTarget? Target(OcpiRequest request, ObjectAddress address)
    {
        var target = ObjectTarget.Of(address);
        return target?.Module != OwnedModule.Invoices
            ? target
            : target with { For = request.Routing.To == face.OwnParty.Party ? null : request.Routing.To, Expects = ObjectExpectation.Known };
    }

    private OcpiReply? Refuse(OcpiRequest request, out PartyId? answering)
    {
        var refusal = Addressing.Read(request, directory.Current, face, out var addressing);
        answering = addressing.Answering;
        return refusal;
    }

    /// <summary>The object that a URL means where it leaves something open.</summary>
    private ValueTask<ObjectTarget> NamedAsync(ObjectTarget target, CancellationToken cancellation) =>
        target.Module == OwnedModule.Bookings ? _bookings.NamedAsync(target, cancellation) : TypedAsync(target, cancellation);

    /// <summary>A URL without a type means an RFID token; when there is none, and only one of another type, that one is meant.</summary>
    private async ValueTask<ObjectTarget> TypedAsync(ObjectTarget target, CancellationToken cancellation)
    {
        if (target.Module != OwnedModule.Tokens || target.TokenType is not null || await store.FindAsync(target.Key, cancellation) is { Deleted: false })
        {
            return target;
        }

        var others = new List<ObjectTarget>();
        foreach (var type in TokenKey.OtherTypes)
        {
            var other = target with { TokenType = type };
            if (await store.FindAsync(other.Key, cancellation) is { Deleted: false })
            {
                others.Add(other);
            }
        }

        return others.Count == 1 ? others[0] : target;
    }
}
