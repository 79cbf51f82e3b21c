using System.Text.Json;

namespace Busbar.Ocpi.Client.Common;

/// <summary>
/// What web frameworks write in the place of OCPI's response object when something is wrong: a problem document (RFC 9457), or a list of faults with their places
/// (FastAPI). Only the words are taken: the values that were refused may be secrets.
/// </summary>
internal static class BareError
{
    private const int Longest = 1000;
    private const int MostFaults = 10;

    /// <returns>Null when the body says nothing that is known.</returns>
    public static string? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var text = document.RootElement.ValueKind == JsonValueKind.Object ? Said(document.RootElement) : null;
            return text?.Length > Longest ? text[..Longest] : text;
        }
        catch (JsonException)
        {
            return null; // A page for people, or nothing: the HTTP status is all there is.
        }
        catch (InvalidOperationException)
        {
            return null; // A text that is not UTF-8.
        }
    }

    private static string? Said(JsonElement error)
    {
        foreach (var name in (ReadOnlySpan<string>)["detail", "title", "message", "error"])
        {
            if (!error.TryGetProperty(name, out var value))
                continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return text;
            if (value.ValueKind == JsonValueKind.Array && Faults(value) is { Length: > 0 } faults)
                return faults;
        }

        return null;
    }

    private static string Faults(JsonElement list) =>
        string.Join("; ", list.EnumerateArray().Where(fault => fault.ValueKind == JsonValueKind.Object).Take(MostFaults).Select(Fault).OfType<string>());

    private static string? Fault(JsonElement fault)
    {
        if (!fault.TryGetProperty("msg", out var message) || message.ValueKind != JsonValueKind.String)
            return null;

        var place = fault.TryGetProperty("loc", out var steps) && steps.ValueKind == JsonValueKind.Array
            ? string.Join('/', steps.EnumerateArray().Select(step => step.ToString()))
            : "";
        return place.Length == 0 ? message.GetString() : $"{place}: {message.GetString()}";
    }
}
