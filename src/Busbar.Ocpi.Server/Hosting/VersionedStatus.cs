using System.Globalization;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Says with the codes of the caller's version what handlers say with those of the newest; the code that is meant stays readable in the message.</summary>
internal static class VersionedStatus
{
    /// <summary>2.2 has no general hub error; partners agreed on this code of the custom range.</summary>
    private static readonly OcpiStatus CustomHubError = new(4900);

    public static OcpiReply For(OcpiVersion? version, OcpiReply reply) => version switch
    {
        // 2.1.1 ends its client errors with 2003, and knows no hub errors.
        OcpiVersion.V211 when reply.Status.Code is >= 2004 and < 3000 => Said(reply, OcpiStatus.InvalidParameters),
        OcpiVersion.V211 when reply.Status.Code is >= 4000 and < 5000 => Said(reply, OcpiStatus.ServerError),
        OcpiVersion.V22 when reply.Status.Code == 4000 => Said(reply, CustomHubError),
        _ => reply,
    };

    private static OcpiReply Said(OcpiReply reply, OcpiStatus status) => reply with
    {
        Status = status,
        Message = string.Create(CultureInfo.InvariantCulture, $"[{reply.Status.Code}] {reply.Message}").TrimEnd(),
    };
}
