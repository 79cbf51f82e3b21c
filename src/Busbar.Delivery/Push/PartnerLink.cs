using Busbar.Core.Connections;
using Busbar.Core.Nodes;
using Busbar.Delivery.Partners;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Push;

/// <summary>Sends deliveries with the typed client.</summary>
internal sealed class PartnerLink(PartnerClients clients, Leases leases) : IPartnerLink
{
    public async Task<PartnerAnswer> SendAsync(Connection connection, OutgoingMessage message, CancellationToken cancellation)
    {
        if (await clients.FindAsync(connection, cancellation) is not { } client)
        {
            return new PartnerAnswer { Kind = AnswerKind.Unauthorized, Message = "We hold no token for this partner." };
        }

        // Not a conditional expression: there null would become empty bytes, and a body would be sent.
        ReadOnlyMemory<byte>? body = null;
        if (!message.Body.IsEmpty)
        {
            body = message.Body;
        }

        var options = new CallOptions
        {
            From = message.From, To = message.To, OpenRouting = message.To is null, Subject = message.Subject,
            BeforeSending = leases.IsShared && message.Method != HttpMethod.Get ? () => Confirm(connection.Id) : null,
        };
        var response = message.Method == HttpMethod.Get && message.Module == ModuleId.Cdrs
            ? await client.GetCdrAsync(message.Url, options, cancellation)
            : await client.SendAsync(
                message.Method, message.Url, message.Module, body, options, cancellation);
        return Read(response, message.Method == HttpMethod.Get, connection.Profile.ThrottleStatus);
    }

    /// <summary>The process may have been paused since it read what it is about to send, and another one have told the partner newer things.</summary>
    private void Confirm(Guid connection)
    {
        if (!leases.MayGoOn(Work.Of(connection)))
        {
            throw new LeaseLostException();
        }
    }

    internal static PartnerAnswer Read(OcpiResponse response, bool bodyRequired, int? throttleStatus = null) => new()
    {
        Kind = response.Failure switch
        {
            OcpiFailure.Timeout or OcpiFailure.Unreachable => AnswerKind.Unreachable,
            OcpiFailure.OcpiError or OcpiFailure.HttpError when response.Status?.Code is { } code && code == throttleStatus => AnswerKind.Throttled,

            // HTTP said yes and the body cannot be read: for a push the yes counts.
            OcpiFailure.Unreadable when response.HttpStatus is >= 200 and < 300 => bodyRequired ? AnswerKind.Refused : AnswerKind.Accepted,
            OcpiFailure.NoEndpoint or OcpiFailure.Refused => AnswerKind.Refused,
            _ => AnswerReading.KindOf(response.HttpStatus ?? 0, response.Status?.Code, bodyRequired),
        },
        HttpStatus = response.HttpStatus,
        OcpiStatus = response.Status?.Code,
        Message = response.IsSuccess ? null : response.Describe(),
        RetryAfter = response.RetryAfter,
        Location = response.Location,
        Data = response.Data,
        Exchange = response.Exchange,
        Uncertain = response.MayHaveArrived || (response.HttpStatus is { } http && AnswerReading.IsUncertain(http)),
    };
}
