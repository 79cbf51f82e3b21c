using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>What a handler answers. The server writes the envelope around it.</summary>
/// <remarks>OCPI chapter "Status codes"; AMB-033 to AMB-037.</remarks>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Status">The OCPI status.</param>
/// <param name="Message">The status_message; null for the default.</param>
/// <param name="Data">The data as UTF-8 JSON; empty leaves it out.</param>
public readonly record struct OcpiReply(int HttpStatus, OcpiStatus Status, string? Message, ReadOnlyMemory<byte> Data)
{
    /// <summary>The Location header: the URL of what was created.</summary>
    public Uri? Location { get; init; }

    /// <summary>The party that answers, when it is not the one the request was addressed to (open routing, GET ALL); null swaps the request's headers.</summary>
    public PartyId? From { get; init; }

    /// <summary>The methods that exist here, for HTTP 405.</summary>
    public string? Allow { get; init; }

    /// <summary>When to try again, for HTTP 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When set, the data is the whole body, and stands in no envelope.</summary>
    public RawReply? Raw { get; init; }

    /// <summary>HTTP 200, 1000, with data or without.</summary>
    public static OcpiReply Ok(ReadOnlyMemory<byte> data = default, string? message = null) => new(200, OcpiStatus.Success, message, data);

    /// <summary>HTTP 201, 1000: the object is new.</summary>
    public static OcpiReply Created(ReadOnlyMemory<byte> data = default) => new(201, OcpiStatus.Success, null, data);

    /// <summary>HTTP 200, 2001: valid JSON with content that cannot be accepted.</summary>
    public static OcpiReply Invalid(string message) => new(200, OcpiStatus.InvalidParameters, message, default);

    /// <summary>HTTP 200 with an OCPI error: the request reached the OCPI layer and failed there.</summary>
    public static OcpiReply Failed(OcpiStatus status, string message) => new(200, status, message, default);

    /// <summary>HTTP 404: no such object, or none that the caller may see. The OCPI status is 2003 for locations, 2004 for tokens, 2001 otherwise.</summary>
    public static OcpiReply NotFound(OcpiStatus status, string message) => new(404, status, message, default);

    /// <summary>HTTP 405.</summary>
    public static OcpiReply MethodNotAllowed(string allow, string message) => new(405, OcpiStatus.ClientError, message, default) { Allow = allow };
}
