namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: what Invoice reconciliation (2.3.0) has beside an ordinary receiver interface.</summary>
public interface IInvoiceHandler
{
    /// <summary>POST on the receiver's endpoint: a new InvoiceReconciliationRecord.</summary>
    ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation);
}
