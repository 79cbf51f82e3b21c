using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Storage.Documents;

/// <summary>Intervals as an object, in minutes: {"cdrs":1440}.</summary>
internal sealed class PullIntervalsConverter : JsonConverter<PullIntervals>
{
    public override PullIntervals Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var intervals = PullIntervals.Default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Intervals are an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var module = ModuleId.From(reader.GetString()!);
            reader.Read();
            intervals = intervals.With(module, TimeSpan.FromMinutes(reader.GetInt32()));
        }

        return intervals;
    }

    public override void Write(Utf8JsonWriter writer, PullIntervals value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (module, interval) in value.Set)
        {
            writer.WriteNumber(module, (int)interval.TotalMinutes);
        }

        writer.WriteEndObject();
    }
}
