using System.Buffers;
using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Admin.Problems;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Validation;

/// <summary>Reads an OCPI object out of a request as it is.</summary>
internal static class RawBody
{
    private const long Largest = 4 * 1024 * 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > Largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw new BadHttpRequestException("The body is larger than the 4 MB that an object may have.", StatusCodes.Status413PayloadTooLarge);
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
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
