using System.Buffers;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Hubs;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Microsoft.Extensions.Logging;

namespace Busbar.Endpoints.Credentials;

/// <summary>The Credentials module: registration, renewal and end, as a partner asks for them.</summary>
public sealed class CredentialsHandler(InboundRegistration registration, ILogger<CredentialsHandler> logger, ClientBoard? board = null) : ICredentialsHandler
{
    public async ValueTask<OcpiReply> GetAsync(OcpiRequest request, CancellationToken cancellation)
    {
        var caller = ConnectionCaller.Of(request);
        return OcpiReply.Ok(Data(await registration.ReadAsync(caller.Connection.Id, caller.Presented.Token, Version(request), cancellation), Version(request)));
    }

    public async ValueTask<OcpiReply> PostAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (Parse(request) is not { } document)
        {
            return OcpiReply.Invalid("The body is not a credentials object.");
        }

        using (document)
        {
            return await ReplyAsync(request, await registration.RegisterAsync(ConnectionCaller.Of(request).Connection.Id, Version(request), Presented(request, document), cancellation));
        }
    }

    public async ValueTask<OcpiReply> PutAsync(OcpiRequest request, CancellationToken cancellation)
    {
        if (Parse(request) is not { } document)
        {
            return OcpiReply.Invalid("The body is not a credentials object.");
        }

        using (document)
        {
            return await ReplyAsync(request, await registration.UpdateAsync(ConnectionCaller.Of(request).Connection.Id, Version(request), Presented(request, document), cancellation));
        }
    }

    public async ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, CancellationToken cancellation) =>
        await ReplyAsync(request, await registration.UnregisterAsync(ConnectionCaller.Of(request).Connection.Id, cancellation));

    /// <summary>Who registered, or ended it, stands so in the hub's list of clients before it is told.</summary>
    private async Task<OcpiReply> ReplyAsync(OcpiRequest request, InboundAnswer answer)
    {
        if (board is not null && answer is (InboundAnswer.Accepted or InboundAnswer.Ended))
        {
            try
            {
                await board.UpdateAsync(CancellationToken.None);
            }
            catch (Exception failure)
            {
                // The registration stands, and its answer holds the only copy of the token: the list is brought in line by those who watch it.
                logger.LogWarning(failure, "The list of clients could not be brought in line with a registration at once");
            }
        }

        return Reply(request, answer);
    }

    private OcpiReply Reply(OcpiRequest request, InboundAnswer answer)
    {
        var partner = ConnectionCaller.Of(request).Connection.Name;
        switch (answer)
        {
            case InboundAnswer.Accepted accepted:
                logger.LogInformation("Handshake {Method} of partner {Partner} succeeded in version {Version}", request.Method, partner, Version(request).Number());
                return OcpiReply.Ok(Data(accepted.Credentials, Version(request)));
            case InboundAnswer.Ended:
                logger.LogInformation("Partner {Partner} ended its registration", partner);
                return OcpiReply.Ok();
            case InboundAnswer.NotAllowed refused:
                return OcpiReply.MethodNotAllowed(request.Method == "POST" ? "GET, PUT, DELETE" : "GET, POST", refused.Message);
            case InboundAnswer.Failed failed:
                logger.LogWarning("Handshake {Method} of partner {Partner} failed: {Reason}", request.Method, partner, failed.Message);
                return OcpiReply.Failed(Status(failed.Failure), failed.Message);
            default:
                throw new InvalidOperationException("An answer that is not known here.");
        }
    }

    private static OcpiStatus Status(InboundFailure failure) => failure switch
    {
        InboundFailure.InvalidCredentials => OcpiStatus.InvalidParameters,
        InboundFailure.Busy => OcpiStatus.ServerError,
        InboundFailure.PartnerNotUsable => OcpiStatus.UnableToUseClientApi,
        InboundFailure.UnsupportedVersion => OcpiStatus.UnsupportedVersion,
        InboundFailure.MissingEndpoints => OcpiStatus.NoMatchingEndpoints,
        _ => OcpiStatus.ServerError,
    };

    private static JsonDocument? Parse(OcpiRequest request)
    {
        try
        {
            return request.Body.IsEmpty ? null : JsonDocument.Parse(request.Body);
        }
        catch (JsonException)
        {
            return null; // Said by the answer.
        }
    }

    private static PresentedCredentials Presented(OcpiRequest request, JsonDocument document) => new(
        document.RootElement,
        ConnectionCaller.Of(request).Presented.Form == TokenForm.Raw ? TokenEncoding.Raw : TokenEncoding.Base64,
        CredentialsToken.Hash(ConnectionCaller.Of(request).Presented.Token));

    private static ReadOnlyMemory<byte> Data(OwnCredentials credentials, OcpiVersion version)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        CredentialsWriter.Write(output, credentials, version);
        return output.WrittenMemory;
    }

    private static OcpiVersion Version(OcpiRequest request) => request.Version ?? throw new InvalidOperationException("Credentials belong to a version.");
}
