using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Endpoints.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;

namespace Busbar.Endpoints.Invoices;

/// <summary>New invoice records. Known ones are read, changed and removed like other objects.</summary>
public sealed class InvoiceHandler(ObjectIntake intake, ConnectionDirectory directory, GatewayFace face) : IInvoiceHandler
{
    public async ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (Addressing.Read(request, directory.Current, face, out var addressing) is { } refusal)
        {
            return refusal;
        }

        var source = IntakeSource.Of(ConnectionCaller.Of(request).Connection, request.Version!.Value) with { For = addressing.Asked, Expects = ObjectExpectation.New };
        var result = await intake.AddAsync(source, OwnedModule.Invoices, request.Body, CancellationToken.None);

        // The owner stands in the body, not in the URL: a foreign one is a wrong parameter, not an unknown place.
        var reply = result.Outcome == IntakeOutcome.Foreign
            ? OcpiReply.Invalid(result.Message!)
            : Answers.To(request, ModuleId.InvoiceReconciliation, result);
        return reply with { From = addressing.Answering };
    }
}
