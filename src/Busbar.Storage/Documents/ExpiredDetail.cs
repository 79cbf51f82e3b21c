using System.Globalization;
using System.Text.Json;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Storage.Documents;

/// <summary>What the change tells that objects of a module were removed for good.</summary>
internal static class ExpiredDetail
{
    private const string ModuleMember = "module";

    public static string Write(ModuleId module, int count) =>
        EventDetail.Of((ModuleMember, module.Value), ("count", count.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The same, for what an erasure did.</summary>
    public static string WriteErased(ModuleId module, int count) =>
        EventDetail.Of((ModuleMember, module.Value), ("count", count.ToString(CultureInfo.InvariantCulture)), ("reason", "erased"));

    public static ModuleId? ReadModule(string? detail)
    {
        if (detail is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(detail);
        return document.RootElement.TryGetProperty(ModuleMember, out var module) && module.GetString() is { } name ? new ModuleId(name) : null;
    }
}
