using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Payments;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Payments;

/// <summary>The payments module with records.</summary>
public static class PaymentsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The terminals on a PTP's sender interface.</summary>
        public ModuleClient<Terminal> Terminals => new(client, ModuleId.Payments, Collections.Terminals);

        /// <summary>The financial advice confirmations on a PTP's sender interface.</summary>
        public ModuleClient<FinancialAdviceConfirmation> FinancialAdviceConfirmations => new(client, ModuleId.Payments, Collections.FinancialAdviceConfirmations);

        /// <summary>Asks a PTP to set a terminal up.</summary>
        /// <param name="terminal">What is known of it: a Terminal as JSON, with or without terminal_id.</param>
        /// <param name="options">What this call does differently.</param>
        /// <param name="cancellation">Gives the call up.</param>
        public Task<OcpiResponse> ActivateTerminalAsync(ReadOnlyMemory<byte> terminal, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(HttpMethod.Post, ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, "activate"], terminal, options, cancellation);

        /// <summary>Asks a PTP to take a terminal out of use.</summary>
        public Task<OcpiResponse> DeactivateTerminalAsync(string terminalId, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(HttpMethod.Post, ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, terminalId, "deactivate"], null, options, cancellation);

        /// <summary>Changes a terminal at its PTP: assigns Locations and EVSEs, or says where the invoices are.</summary>
        /// <param name="terminalId">The terminal.</param>
        /// <param name="change">The properties that change, as JSON.</param>
        /// <param name="options">What this call does differently.</param>
        /// <param name="cancellation">Gives the call up.</param>
        public Task<OcpiResponse> PatchTerminalAsync(
            string terminalId, ReadOnlyMemory<byte> change, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(HttpMethod.Patch, ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, terminalId], change, options, cancellation);

        /// <summary>Updates a terminal at its PTP.</summary>
        public Task<OcpiResponse> PutTerminalAsync(Terminal terminal, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(
                HttpMethod.Put, ModuleId.Payments, InterfaceRole.Sender, [Collections.Terminals, terminal.TerminalId], OcpiJson.Serialize(terminal), options, cancellation);

        /// <summary>Tells a CPO of a terminal.</summary>
        public Task<OcpiResponse> PostTerminalAsync(Terminal terminal, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(HttpMethod.Post, ModuleId.Payments, InterfaceRole.Receiver, [Collections.Terminals], OcpiJson.Serialize(terminal), options, cancellation);

        /// <summary>Tells a CPO what was captured for one of its sessions.</summary>
        public Task<OcpiResponse> PostFinancialAdviceConfirmationAsync(
            FinancialAdviceConfirmation confirmation, CallOptions? options = null, CancellationToken cancellation = default) =>
            client.SendAsync(
                HttpMethod.Post, ModuleId.Payments, InterfaceRole.Receiver, [Collections.FinancialAdviceConfirmations], OcpiJson.Serialize(confirmation), options, cancellation);

        /// <summary>A terminal as a CPO's receiver interface holds it.</summary>
        public async Task<OcpiResult<Terminal>> GetHeldTerminalAsync(string terminalId, CallOptions? options = null, CancellationToken cancellation = default) =>
            (await client.SendAsync(HttpMethod.Get, ModuleId.Payments, InterfaceRole.Receiver, [Collections.Terminals, terminalId], null, options, cancellation)).As<Terminal>();

        /// <summary>A confirmation as a CPO's receiver interface holds it.</summary>
        public async Task<OcpiResult<FinancialAdviceConfirmation>> GetHeldFinancialAdviceConfirmationAsync(
            string id, CallOptions? options = null, CancellationToken cancellation = default) =>
            (await client.SendAsync(HttpMethod.Get, ModuleId.Payments, InterfaceRole.Receiver, [Collections.FinancialAdviceConfirmations, id], null, options, cancellation))
                .As<FinancialAdviceConfirmation>();
    }
}
