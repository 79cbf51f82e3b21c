using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Problems;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Calls;

/// <summary>Reads an OCPI object out of a request as it is; the server's own limit ends a body that goes on too long.</summary>
internal static class RawBody
{
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }

    public static void RequireObject(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return;
            }
        }
        catch (JsonException)
        {
            // answered below like every other body that is no object
        }

        throw ProblemException.Invalid(new FieldError { Field = "", Rule = "json", Message = "The body must be a JSON object." });
    }
}
