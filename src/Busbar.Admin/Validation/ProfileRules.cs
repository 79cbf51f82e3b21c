using System.Text.Json;
using Busbar.Core.Connections;

namespace Busbar.Admin.Validation;

/// <summary>Reads a profile out of a request: the name of one, settings, or both.</summary>
internal static class ProfileRules
{
    private const string Path = "/profile";

    public static PartnerProfile Apply(FieldErrors errors, JsonElement? request, PartnerProfile present)
    {
        switch (request)
        {
            case null or { ValueKind: JsonValueKind.Undefined }:
                return present;
            case { ValueKind: JsonValueKind.Null }:
                return Kept(present, new PartnerProfile());
            case { ValueKind: JsonValueKind.String } name:
                return Named(errors, Path, name, present);
            case { ValueKind: JsonValueKind.Object } settings when settings.TryGetProperty("name", out var name):
                return Settings(errors, Without(settings, "name"), Named(errors, Path + "/name", name, present));
            case { } settings:
                return Settings(errors, settings, present);
        }
    }

    private static PartnerProfile Named(FieldErrors errors, string path, JsonElement name, PartnerProfile present)
    {
        if (name.ValueKind == JsonValueKind.String && ProfileLibrary.Find(name.GetString()!) is { } known)
        {
            return Kept(present, known.Profile);
        }

        errors.Add(path, "enum", $"must be one of {string.Join(", ", ProfileLibrary.All.Select(profile => profile.Name))}.");
        return present;
    }

    private static PartnerProfile Settings(FieldErrors errors, JsonElement settings, PartnerProfile present)
    {
        var found = new ProfileErrors();
        var profile = ProfileDocument.Apply(present, settings, found);
        foreach (var (path, rule, message) in found.All)
        {
            errors.Add(path.Length == 0 ? Path : $"{Path}/{path}", rule, message);
        }

        return profile;
    }

    /// <summary>What was seen of the partner stays seen, and what was agreed about its CDRs stays agreed, whatever profile it gets.</summary>
    private static PartnerProfile Kept(PartnerProfile present, PartnerProfile wanted) =>
        wanted with { SendsToken = present.SendsToken, Seen = wanted.Seen == new PartnerHabits() ? present.Seen : wanted.Seen, Cdrs = present.Cdrs, CdrReading = present.CdrReading };

    private static JsonElement Without(JsonElement settings, string name)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var member in settings.EnumerateObject().Where(member => member.Name != name))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }
}
