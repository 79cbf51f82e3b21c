using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: what the payments module has beyond lists and single objects. Its URLs name no owner.</summary>
/// <remarks>OCPI payments package, chapter "Payments module / Interfaces and endpoints".</remarks>
public interface IPaymentsHandler
{
    /// <summary>POST {payments}/terminals/activate on the sender side: a CPO wants a terminal to be set up. The body is a Terminal, perhaps without its id.</summary>
    ValueTask<OcpiReply> ActivateTerminalAsync(OcpiRequest request, CancellationToken cancellation);

    /// <summary>POST {payments}/terminals/{id}/deactivate on the sender side. The body means nothing.</summary>
    ValueTask<OcpiReply> DeactivateTerminalAsync(OcpiRequest request, string terminalId, CancellationToken cancellation);

    /// <summary>PUT or PATCH {payments}/terminals/{id} on the sender side: a CPO assigns places, or says where its invoices are.</summary>
    ValueTask<OcpiReply> ChangeTerminalAsync(OcpiRequest request, string terminalId, CancellationToken cancellation);

    /// <summary>POST of a Terminal or a FinancialAdviceConfirmation on the receiver side; <see cref="OcpiRequest.Collection"/> says which.</summary>
    ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation);

    /// <summary>GET of an object of the caller's as the receiver side holds it.</summary>
    ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation);
}
