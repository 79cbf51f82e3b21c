using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Routing;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Calls the handler of an operation.</summary>
internal sealed class Dispatcher(OcpiServerSetup setup)
{
    private const int LargestExpectation = 1 << 20;

    private readonly IVersionsHandler _versions = setup.Versions ?? new ConfiguredVersions(setup.Options);

    // How large a page was, so that the next one finds room at once.
    private int _expected;

    /// <summary>Operations whose request has a body that must be there.</summary>
    public static bool NeedsBody(Operation operation) => operation is Operation.PostCredentials or Operation.PutCredentials
        or Operation.PutObject or Operation.PatchObject or Operation.PostCdr or Operation.Command or Operation.CommandResult
        or Operation.SetChargingPreferences or Operation.SetProfile or Operation.ActiveProfile or Operation.ProfileResult
        or Operation.ActivateTerminal or Operation.ChangeTerminal or Operation.PostPayment or Operation.RequestBooking or Operation.PutClientInfo
        or Operation.PostInvoice;

    /// <summary>Operations whose request may have a body.</summary>
    public static bool TakesBody(Operation operation) => NeedsBody(operation) || operation is Operation.Authorize or Operation.DeactivateTerminal or Operation.Custom;

    public ValueTask<OcpiReply> CallAsync(Operation operation, OcpiRequest request, string[] rest, CancellationToken cancellation) => operation switch
    {
        Operation.Versions => _versions.ListAsync(request, cancellation),
        Operation.Details => _versions.DetailsAsync(request, cancellation),
        Operation.GetCredentials => setup.Credentials.GetAsync(request, cancellation),
        Operation.PostCredentials => setup.Credentials.PostAsync(request, cancellation),
        Operation.PutCredentials => setup.Credentials.PutAsync(request, cancellation),
        Operation.DeleteCredentials => setup.Credentials.DeleteAsync(request, cancellation),
        Operation.GetReference => setup.Sender!.GetAsync(request, Reference(request, rest), cancellation),
        Operation.GetObject => setup.Receiver!.GetAsync(request, Address(request, rest), cancellation),
        Operation.PutObject => setup.Receiver!.PutAsync(request, Address(request, rest), cancellation),
        Operation.PatchObject => setup.Receiver!.PatchAsync(request, Address(request, rest), cancellation),
        Operation.DeleteObject => setup.Receiver!.DeleteAsync(request, Address(request, rest), cancellation),
        Operation.PostCdr => setup.Receiver!.PostCdrAsync(request, cancellation),
        Operation.Authorize => setup.Calls!.AuthorizeAsync(request, rest[0], TokenType(request), cancellation),
        Operation.SetChargingPreferences => setup.Calls!.SetChargingPreferencesAsync(request, rest[0], cancellation),
        Operation.Command => setup.Calls!.CommandAsync(request, rest[0], cancellation),
        Operation.CommandResult => setup.Calls!.CommandResultAsync(request, rest[0], rest[1], cancellation),
        Operation.GetProfile => setup.ChargingProfiles!.GetAsync(request, rest[0], cancellation),
        Operation.SetProfile => setup.ChargingProfiles!.SetAsync(request, rest[0], cancellation),
        Operation.ClearProfile => setup.ChargingProfiles!.ClearAsync(request, rest[0], cancellation),
        Operation.ActiveProfile => setup.ChargingProfiles!.ActiveAsync(request, rest[0], cancellation),
        Operation.ProfileResult => setup.ChargingProfiles!.ResultAsync(request, rest[1], cancellation),
        Operation.ActivateTerminal => setup.Payments!.ActivateTerminalAsync(request, cancellation),
        Operation.DeactivateTerminal => setup.Payments!.DeactivateTerminalAsync(request, rest[0], cancellation),
        Operation.ChangeTerminal => setup.Payments!.ChangeTerminalAsync(request, rest[0], cancellation),
        Operation.PostPayment => setup.Payments!.PostAsync(request, cancellation),
        Operation.GetPayment => setup.Payments!.GetAsync(request, Reference(request, rest), cancellation),
        Operation.RequestBooking => setup.Bookings!.RequestBookingAsync(request, cancellation),
        Operation.Custom => setup.Custom!.PassAsync(request, rest, cancellation),
        Operation.PostInvoice => setup.Invoices!.PostAsync(request, cancellation),
        Operation.GetClientInfo => setup.ClientInfo!.GetAsync(request, new PartyId(rest[0], rest[1]), cancellation),
        Operation.PutClientInfo => setup.ClientInfo!.PutAsync(request, new PartyId(rest[0], rest[1]), cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Lists are written by ListAsync."),
    };

    /// <summary>Writes one page into the buffer, or gives the reply that stands in its place.</summary>
    public async ValueTask<(OcpiReply Reply, PageAnswer? Page)> ListAsync(OcpiRequest request, PooledBuffer output, CancellationToken cancellation)
    {
        var maximum = Math.Min(setup.Options.MaxPageSize, request.Caller.MaxPageSize ?? int.MaxValue);
        if (PageRequest.Read(request.Query, maximum, request.Tolerated, out var problem) is not { } page)
            return (OcpiReply.Invalid(problem!), null);
        if (request.RefusedByStrictness() is { } strict)
            return (strict, null);

        var writer = new PageWriter(output, Volatile.Read(ref _expected));
        var result = await setup.Sender!.ListAsync(request, page, writer, cancellation);
        if (result.Refusal is { } refusal)
        {
            output.Clear();
            return (refusal, null);
        }

        EnvelopeWriter.WriteListEnd(output, OcpiStatus.Success, null, setup.Clock.GetUtcNow());
        if (output.Length > _expected)
            Volatile.Write(ref _expected, Math.Min(output.Length, LargestExpectation));
        var next = result.More ? PageAnswer.NextUrl(request, page, writer.Passed, result.Cursor) : null;
        return (OcpiReply.Ok() with { From = result.From }, new PageAnswer(result.Total, maximum, next));
    }

    /// <summary>2.1.1 names the parameter token_type in one place.</summary>
    private static string TokenType(OcpiRequest request) =>
        request.Query["type"] is { Length: > 0 } type ? type
        : request.Version == OcpiVersion.V211 && request.Query["token_type"] is { Length: > 0 } old ? old
        : "RFID";

    private static ObjectReference Reference(OcpiRequest request, string[] rest) => request.Collection is { } collection
        ? new(request.Module!.Value, rest[0]) { Collection = collection, CalendarId = rest.ElementAtOrDefault(1) }
        : new(request.Module!.Value, rest[0], rest.ElementAtOrDefault(1), rest.ElementAtOrDefault(2));

    private static ObjectAddress Address(OcpiRequest request, string[] rest) => request.Collection is { } collection
        ? new(request.Module!.Value, new PartyId(rest[0], rest[1]), rest[2]) { Collection = collection, CalendarId = rest.ElementAtOrDefault(3) }
        : new(
            request.Module!.Value, new PartyId(rest[0], rest[1]), rest[2], rest.ElementAtOrDefault(3), rest.ElementAtOrDefault(4),
            request.Module == ModuleId.Tokens ? request.Query["type"] : null);
}
