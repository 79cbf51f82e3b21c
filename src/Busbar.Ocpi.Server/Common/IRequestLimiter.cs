using System.Net;

namespace Busbar.Ocpi.Server.Common;

/// <summary>
/// Port: how fast requests are taken. Asked for every request, once it is known whose it is and before its body is read; it must be quick. What is refused gets
/// HTTP 429 with Retry-After.
/// </summary>
public interface IRequestLimiter
{
    /// <summary>A caller that is known makes a request. Null takes it.</summary>
    RequestRefusal? Take(OcpiCaller caller);

    /// <summary>Somebody makes a request whose token is missing or not known. Null leaves it at HTTP 401.</summary>
    /// <param name="address">Where it came from; null when that is not known.</param>
    RequestRefusal? TakeUnknown(IPAddress? address);
}

/// <summary>A request that is not taken because it comes too soon.</summary>
/// <param name="Message">The status_message: which limit it is.</param>
/// <param name="Wait">How long to wait; told in whole seconds, one at least.</param>
/// <param name="IsFirst">Whether it stands for those that follow it: the observer is told to do no more than count the others.</param>
public readonly record struct RequestRefusal(string Message, TimeSpan Wait, bool IsFirst);
