using Busbar.Core.Objects;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Objects;

/// <summary>What a partner is told while the database cannot be used: that it should send again, which every partner understands from HTTP 503.</summary>
internal static class StoreAway
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static OcpiReply? Explain(Exception failure) => failure is StoreUnavailableException
        ? new OcpiReply(503, OcpiStatus.ServerError, "The database cannot be used at the moment; nothing was kept as far as is known. Please send again.", default) { RetryAfter = Soon }
        : null;
}
