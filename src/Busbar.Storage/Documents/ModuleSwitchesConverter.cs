using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Storage.Documents;

/// <summary>Switches as an object: {"payments":"both","chargingprofiles":"off"}.</summary>
internal sealed class ModuleSwitchesConverter : JsonConverter<ModuleSwitches>
{
    public override ModuleSwitches Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var switches = ModuleSwitches.Default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Module switches are an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var module = ModuleId.From(reader.GetString()!);
            reader.Read();
            switches = Enum.TryParse<ModuleUse>(reader.GetString(), ignoreCase: true, out var use)
                ? switches.With(module, use)
                : throw new JsonException("A module is off, sender, receiver or both.");
        }

        return switches;
    }

    public override void Write(Utf8JsonWriter writer, ModuleSwitches value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (module, use) in value.Set)
        {
            writer.WriteString(module, Word(use));
        }

        writer.WriteEndObject();
    }

    private static string Word(ModuleUse use) => use switch
    {
        ModuleUse.Off => "off",
        ModuleUse.Sender => "sender",
        ModuleUse.Receiver => "receiver",
        _ => "both",
    };
}
