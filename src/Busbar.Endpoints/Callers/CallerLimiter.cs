using System.Globalization;
using System.Net;
using Busbar.Core.Limits;
using Busbar.Ocpi.Server.Common;
using Microsoft.Extensions.Logging;

namespace Busbar.Endpoints.Callers;

/// <summary>Holds partners to their limits, and everyone else to that of the address they come from. Whose token is known is never held to an address.</summary>
internal sealed class CallerLimiter(RequestLimits partners, UnknownCallers unknown, ILogger<CallerLimiter> log) : IRequestLimiter
{
    private static readonly string TooManyUnknown = string.Create(
        CultureInfo.InvariantCulture, $"More than {UnknownCallers.PerMinute} requests in a minute came from this address without a token that is known here. Wait as long as Retry-After says.");

    public RequestRefusal? Take(OcpiCaller caller)
    {
        var connection = ((ConnectionCaller)caller).Connection;
        if (partners.Take(connection) is not { } refused)
        {
            return null;
        }

        var (perSecond, burst) = refused.Rate;
        if (refused.IsFirstInMinute)
        {
            log.LogWarning(
                "{Connection} sends more than the {PerSecond} requests per second (burst {Burst}) that are taken of it; what is too much is answered with HTTP 429",
                connection.Name, perSecond, burst);
        }

        return new RequestRefusal(
            string.Create(CultureInfo.InvariantCulture, $"More than {perSecond} requests per second (at most {burst} at once), which is what is taken of you here. Wait as long as Retry-After says."),
            refused.Wait,
            refused.IsFirstInMinute);
    }

    public RequestRefusal? TakeUnknown(IPAddress? address)
    {
        if (unknown.Take(address) is not { } refused)
        {
            return null;
        }

        if (refused.IsFirst)
        {
            log.LogWarning("More than {Count} requests in a minute came from {Address} without a token that is known; until the minute is over they are answered with HTTP 429", UnknownCallers.PerMinute, address);
        }

        return new RequestRefusal(TooManyUnknown, refused.Wait, refused.IsFirst);
    }
}
