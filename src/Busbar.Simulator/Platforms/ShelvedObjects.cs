using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Simulator.Platforms;

/// <summary>Finds on the platform's shelves what its objects of 2.1.1 refer to.</summary>
internal sealed class ShelvedObjects(OcpiVersion version, ObjectShelf own, ObjectShelf copies) : IRelatedObjects
{
    public RelatedObject? Location(string id) => Find(ModuleId.Locations, shelved => Same(shelved.Id, id));

    public RelatedObject? Tariff(string id) => Find(ModuleId.Tariffs, shelved => Same(shelved.Id, id));

    public RelatedObject? Token(string contractOrUid) =>
        Find(ModuleId.Tokens, shelved => Contract(shelved) == contractOrUid) ?? Find(ModuleId.Tokens, shelved => Same(shelved.Id, contractOrUid));

    public string? OriginalId(string surrogate) => null;

    private RelatedObject? Find(ModuleId module, Func<ShelvedObject, bool> meant) =>
        own.List(module).Concat(copies.List(module)).FirstOrDefault(meant) is { } found ? new RelatedObject(version, found.Utf8) : null;

    private static string? Contract(ShelvedObject token)
    {
        using var document = System.Text.Json.JsonDocument.Parse(token.Utf8);
        return document.RootElement.TryGetProperty("auth_id", out var contract) || document.RootElement.TryGetProperty("contract_id", out contract) ? contract.GetString() : null;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
