using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Documents;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Commands;

/// <summary>An object of a file in the canonical shape, as far as a price depends on it.</summary>
/// <param name="Value">The object.</param>
/// <param name="Version">The version it was written in.</param>
/// <param name="TimeZone">The zone of its place, where it tells.</param>
/// <param name="Utf8">The document as it stands in the file.</param>
internal sealed record PriceDocument<T>(T Value, OcpiVersion Version, string? TimeZone, ReadOnlyMemory<byte> Utf8);

/// <summary>Reads the files of <c>busbar price</c>. What cannot be read is said in one line.</summary>
internal static class PriceDocuments
{
    public static Task<IReadOnlyList<PriceDocument<Cdr>>?> CdrsAsync(string file, OcpiVersion? version, Stream standardInput, TextWriter error, CancellationToken cancellation) =>
        ReadAsync<Cdr>(file, ObjectType.Cdr, version, PriceShape.CompleteCdr, standardInput, error, cancellation);

    public static Task<IReadOnlyList<PriceDocument<Session>>?> SessionsAsync(string file, OcpiVersion? version, Stream standardInput, TextWriter error, CancellationToken cancellation) =>
        ReadAsync<Session>(file, ObjectType.Session, version, PriceShape.CompleteSession, standardInput, error, cancellation);

    public static Task<IReadOnlyList<PriceDocument<Tariff>>?> TariffsAsync(string file, OcpiVersion? version, Stream standardInput, TextWriter error, CancellationToken cancellation) =>
        ReadAsync<Tariff>(file, ObjectType.Tariff, version, PriceShape.CompleteTariff, standardInput, error, cancellation);

    private static async Task<IReadOnlyList<PriceDocument<T>>?> ReadAsync<T>(
        string file, ObjectType type, OcpiVersion? version, Action<JsonObject> complete, Stream standardInput, TextWriter error, CancellationToken cancellation)
        where T : notnull
    {
        var utf8 = await DocumentInput.ReadAsync(file, standardInput, error, cancellation);
        if (utf8 is null)
        {
            return null;
        }

        try
        {
            return [.. DocumentParts.Split(utf8).Select(part => Read<T>(part, type, version, complete))];
        }
        catch (JsonException exception)
        {
            await error.WriteLineAsync($"busbar: {file} cannot be priced: {ReadingFault.Describe(exception, type)}");
            return null;
        }
    }

    private static PriceDocument<T> Read<T>(DocumentPart part, ObjectType type, OcpiVersion? given, Action<JsonObject> complete)
        where T : notnull
    {
        if (JsonNode.Parse(part.Utf8.Span) is not JsonObject document)
        {
            throw new JsonException($"an object is expected{(part.Pointer.Length == 0 ? "" : $" at {part.Pointer}")}.");
        }

        if (PriceShape.KindOf(document) is { } kind && kind != type)
        {
            throw new JsonException($"this is a {kind.Name}, and a {type.Name} is expected.");
        }

        var version = given ?? PriceShape.Guess(document);
        var zone = ((document["location"] ?? document["cdr_location"]) as JsonObject)?["time_zone"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;
        if (version < OcpiVersion.V221)
        {
            PriceShape.From211(document);
        }

        var source = JsonSerializer.SerializeToUtf8Bytes(document);
        if (version < OcpiVersion.V230)
        {
            var translated = Translator.Translate(type, OcpiVersion.V221, OcpiVersion.V230, source);
            if (translated.IsWithheld)
            {
                throw new JsonException(translated.Withheld);
            }

            document = JsonNode.Parse(translated.Utf8.Span)!.AsObject();
        }

        complete(document);
        return new PriceDocument<T>(OcpiJson.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(document)), version, zone, part.Utf8);
    }
}
