using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Invoices;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Invoices;

/// <summary>The Invoice reconciliation module (2.3.0) with records.</summary>
public static class InvoicesExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The partner's invoice records: the list on its sender interface, and known records on its receiver interface.</summary>
        public ModuleClient<InvoiceReconciliationRecord> InvoiceRecords => new(client, ModuleId.InvoiceReconciliation);

        /// <summary>POST of a new record at the partner's receiver interface.</summary>
        public Task<OcpiResponse> PostInvoiceRecordAsync(InvoiceReconciliationRecord record, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.Peer.Endpoint(ModuleId.InvoiceReconciliation, InterfaceRole.Receiver) is { } endpoint
                ? client.SendAsync(HttpMethod.Post, endpoint, ModuleId.InvoiceReconciliation, OcpiJson.Serialize(record), options, cancellation)
                : Task.FromResult(OcpiClient.NoEndpoint(ModuleId.InvoiceReconciliation, InterfaceRole.Receiver));
    }
}
