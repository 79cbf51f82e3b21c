using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Busbar.Ocpi.Model.Locations;

namespace Busbar.Ocpi.Wire.Json;

/// <summary>
/// The parking places of a Location. One that cannot be read is left out, because it must not make a receiver refuse the Location around it;
/// the document itself is kept as it came.
/// </summary>
/// <remarks>OCPI chapter "Locations module / Parking object".</remarks>
internal sealed class ParkingListConverter : JsonConverter<IReadOnlyList<Parking>>
{
    public override IReadOnlyList<Parking> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected a list, found {reader.TokenType}.");
        }

        var type = (JsonTypeInfo<Parking>)options.GetTypeInfo(typeof(Parking));
        var list = new List<Parking>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = reader;
            try
            {
                if (JsonSerializer.Deserialize(ref reader, type) is { } parking)
                {
                    list.Add(parking);
                }
            }
            catch (JsonException)
            {
                // The validator has told what is wrong with it; this side goes on behind it.
                reader = item;
                reader.Skip();
            }
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Parking> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<Parking>)options.GetTypeInfo(typeof(Parking));
        writer.WriteStartArray();
        foreach (var parking in value)
        {
            JsonSerializer.Serialize(writer, parking, type);
        }

        writer.WriteEndArray();
    }
}
