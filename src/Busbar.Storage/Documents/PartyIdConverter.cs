using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Storage.Documents;

/// <summary>A party inside a stored document: "NL/TNM". Partners' odd lengths survive, since the country is what stands before the first slash.</summary>
internal sealed class PartyIdConverter : JsonConverter<PartyId>
{
    public override PartyId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? throw new JsonException("A party is a text.");
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 ? new PartyId(text[..slash], text[(slash + 1)..]) : throw new JsonException("A party is written as country code, slash, party id.");
    }

    public override void Write(Utf8JsonWriter writer, PartyId value, JsonSerializerOptions options) => writer.WriteStringValue($"{value.CountryCode}/{value.Code}");
}
