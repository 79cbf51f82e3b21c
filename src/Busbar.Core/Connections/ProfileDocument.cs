using System.Buffers;
using System.Text.Json;

namespace Busbar.Core.Connections;

/// <summary>A profile as JSON: shown whole, changed by a merge patch (RFC 7396).</summary>
public static class ProfileDocument
{
    private static readonly PartnerProfile Defaults = new();

    /// <summary>The whole profile.</summary>
    public static JsonElement Write(PartnerProfile profile) => Write(profile, static (_, _) => true);

    /// <summary>What of the profile departs from the defaults.</summary>
    public static JsonElement WriteDepartures(PartnerProfile profile)
    {
        var plain = Write(Defaults);
        return Write(profile, (name, value) => !JsonElement.DeepEquals(value, plain.GetProperty(name)));
    }

    /// <summary>Applies a merge patch: members that are not named stay, null puts one back to its default.</summary>
    public static PartnerProfile Apply(PartnerProfile profile, JsonElement patch, ProfileErrors errors)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return errors.Add(profile, "", "type", "must be an object, or the name of a profile.");
        }

        foreach (var member in patch.EnumerateObject())
        {
            if (ProfileFields.Find(member.Name) is not { } field)
            {
                errors.Add(profile, member.Name, "unknown", "is no setting of a profile.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                profile = field.Read(profile, member.Value, errors);
            }
            else
            {
                profile = field.Reset(profile, Defaults);
            }
        }

        return profile;
    }

    private static JsonElement Write(PartnerProfile profile, Func<string, JsonElement, bool> wanted)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var field in ProfileFields.All)
            {
                var value = Value(field, profile);
                if (wanted(field.Name, value))
                {
                    json.WritePropertyName(field.Name);
                    value.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        return Parse(output);
    }

    private static JsonElement Value(ProfileField field, PartnerProfile profile)
    {
        var output = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(output))
        {
            field.Write(json, profile);
        }

        return Parse(output);
    }

    private static JsonElement Parse(ArrayBufferWriter<byte> output)
    {
        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }
}
