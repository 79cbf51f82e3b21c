using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Documents;

namespace Busbar.Commands;

/// <summary>Locations, tariffs and tokens that were given along with the documents to translate.</summary>
internal sealed class RelatedFiles(OcpiVersion version) : IRelatedObjects
{
    private readonly Dictionary<string, RelatedObject> _locations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RelatedObject> _tariffs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, RelatedObject> _tokens = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one object, a list, or an answer with either, as the documents themselves may be.</summary>
    /// <exception cref="JsonException">The file is no well-formed JSON.</exception>
    public void Add(byte[] utf8)
    {
        foreach (var part in DocumentParts.Split(utf8))
        {
            using var document = JsonDocument.Parse(part.Utf8);
            var related = new RelatedObject(version, part.Utf8);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
            {
                continue;
            }

            if (Text(root, "uid") is { } uid)
            {
                _tokens[uid] = related;
                _tokens[Text(root, "contract_id") ?? Text(root, "auth_id") ?? uid] = related;
            }
            else if (Text(root, "id") is { } id)
            {
                (root.TryGetProperty("elements", out _) ? _tariffs : _locations)[id] = related;
            }
        }
    }

    public RelatedObject? Location(string id) => _locations.GetValueOrDefault(id);

    public RelatedObject? Tariff(string id) => _tariffs.GetValueOrDefault(id);

    public RelatedObject? Token(string contractOrUid) => _tokens.GetValueOrDefault(contractOrUid);

    public string? OriginalId(string surrogate) => null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
