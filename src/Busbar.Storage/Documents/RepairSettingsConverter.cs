using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Wire.Repairs;

namespace Busbar.Storage.Documents;

/// <summary>Repair settings as an object: {"decimals":true,"ornament":false}.</summary>
internal sealed class RepairSettingsConverter : JsonConverter<RepairSettings>
{
    public override RepairSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var settings = RepairSettings.Default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Repair settings are an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var rule = reader.GetString()!;
            reader.Read();
            settings = settings.With(rule, reader.GetBoolean());
        }

        return settings;
    }

    public override void Write(Utf8JsonWriter writer, RepairSettings value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (rule, allowed) in value.Set)
        {
            writer.WriteBoolean(rule, allowed);
        }

        writer.WriteEndObject();
    }
}
