using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>A server put together: its options and the application's ports.</summary>
public sealed record OcpiServerSetup
{
    /// <summary>What is offered.</summary>
    public required OcpiServerOptions Options { get; init; }

    /// <summary>Knows the tokens.</summary>
    public required IOcpiAuthenticator Authenticator { get; init; }

    /// <summary>Says how fast requests are taken; null takes them as they come.</summary>
    public IRequestLimiter? Limiter { get; init; }

    /// <summary>The Versions module; null answers what <see cref="Options"/> says.</summary>
    public IVersionsHandler? Versions { get; init; }

    /// <summary>The Credentials module.</summary>
    public required ICredentialsHandler Credentials { get; init; }

    /// <summary>The sender interfaces; null when none is offered.</summary>
    public ISenderHandler? Sender { get; init; }

    /// <summary>The receiver interfaces; null when none is offered.</summary>
    public IReceiverHandler? Receiver { get; init; }

    /// <summary>Commands, authorizations and charging preferences; null when none is offered.</summary>
    public ICallHandler? Calls { get; init; }

    /// <summary>Charging profiles; null when they are not offered.</summary>
    public IChargingProfileHandler? ChargingProfiles { get; init; }
    /// <summary>Terminals and what was captured at them; null when they are not offered.</summary>
    public IPaymentsHandler? Payments { get; init; }

    /// <summary>Requests for bookings; null when they are not offered.</summary>
    public IBookingsHandler? Bookings { get; init; }

    /// <summary>New invoice records; null when they are not taken.</summary>
    public IInvoiceHandler? Invoices { get; init; }

    /// <summary>Modules that the standard does not know, for callers that may use them; null when there are none.</summary>
    public ICustomModuleHandler? Custom { get; init; }

    /// <summary>What hubs tell of their clients; null when that is not taken.</summary>
    public IClientInfoHandler? ClientInfo { get; init; }

    /// <summary>Is told of every exchange.</summary>
    public IExchangeObserver? Observer { get; init; }

    /// <summary>
    /// What callers are told of a failure that the application knows, such as a database that is away; null for every other failure, which is answered with
    /// HTTP 500 and 3000.
    /// </summary>
    public Func<Exception, OcpiReply?> Explain { get; init; } = _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where unexpected failures are reported.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
