using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Common;

/// <summary>Reads the data of an outcome.</summary>
public static class OcpiResponses
{
    /// <summary>The data as a record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    public static OcpiResult<T> As<T>(this OcpiResponse response)
        where T : class
    {
        if (!response.IsSuccess)
            return new OcpiResult<T>(response, null);

        return OcpiJson.TryDeserialize<T>(response.Data.Span, out var value, out var error)
            ? new OcpiResult<T>(response, value)
            : new OcpiResult<T>(response with { Failure = OcpiFailure.Unreadable, Message = error }, null);
    }
}
