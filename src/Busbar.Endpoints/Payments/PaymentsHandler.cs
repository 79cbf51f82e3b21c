using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Payments;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Calls;
using Busbar.Endpoints.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Payments;

/// <summary>The payments module on its way into the core: what CPOs ask of terminals, and what providers (PTP) post.</summary>
public sealed class PaymentsHandler(
    TerminalCalls terminals, ObjectIntake intake, PaymentAddressing addressing, IObjectStore store, ConnectionDirectory directory, GatewayFace face) : IPaymentsHandler
{
    public async ValueTask<OcpiReply> ActivateTerminalAsync(OcpiRequest request, CancellationToken cancellation) =>
        Caller(request) is { } caller ? CallerReading.Reply(await terminals.ActivateAsync(caller, request.Body, cancellation)) : CallerReading.Stranger;

    public async ValueTask<OcpiReply> DeactivateTerminalAsync(OcpiRequest request, string terminalId, CancellationToken cancellation) =>
        Caller(request) is { } caller ? CallerReading.Reply(await terminals.DeactivateAsync(caller, terminalId, cancellation)) : CallerReading.Stranger;

    public async ValueTask<OcpiReply> ChangeTerminalAsync(OcpiRequest request, string terminalId, CancellationToken cancellation)
    {
        if (request.Body.Span.IndexOf("\"last_updated\""u8) < 0)
        {
            request.Tolerated.Add(new Tolerated("required", "/last_updated: it is missing; the time of arrival was taken."));
        }

        return Caller(request) is { } caller
            ? CallerReading.Reply(await terminals.ChangeAsync(caller, terminalId, request.Body, request.Method == "PUT", cancellation))
            : CallerReading.Stranger;
    }

    public async ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (Addressing.Read(request, directory.Current, face, out var addressed) is { } refusal)
        {
            return refusal;
        }

        var connection = ConnectionCaller.Of(request).Connection;
        if (!OwnedModule.TryGet(request.Module!.Value, request.Collection, out var owned)
            || (addressed.Asking ?? PaymentParties.ProviderAmong(connection.Parties)) is not { } provider)
        {
            return OcpiReply.Invalid("No party of this platform can own it.");
        }

        var source = IntakeSource.Of(connection, request.Version!.Value) with
        {
            Speaker = provider,
            For = await addressing.FindAsync(provider, addressed.Asked, request.Body, cancellation),
        };
        var result = await intake.AddAsync(source, owned, request.Body, CancellationToken.None);
        return Answers.To(request, owned.Module, result) with { From = addressed.Answering };
    }

    public async ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation)
    {
        if (Addressing.Read(request, directory.Current, face, out var addressed) is { } refusal)
        {
            return refusal;
        }

        if (!OwnedModule.TryGet(reference.Module, reference.Collection, out var owned))
        {
            return Answers.NotFound(reference.Module);
        }

        var connection = ConnectionCaller.Of(request).Connection;
        var held = (await store.FindByIdAsync(owned.Module, reference.Id, cancellation)).FirstOrDefault(stored =>
            !stored.Deleted && connection.Hosts(stored.Key.Owner) && (addressed.Asking is null || addressed.Asking == stored.Key.Owner));
        return held is null ? Answers.NotFound(owned.Module) : OcpiReply.Ok(held.Utf8) with { From = addressed.Answering };
    }

    private Caller? Caller(OcpiRequest request) => CallerReading.Read(request, directory.Current, Role.Cpo);
}
