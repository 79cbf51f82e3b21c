using Busbar.Admin.Contracts;
using Busbar.Admin.Validation;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Admin.Events;

/// <summary>Which events a listener wants. Empty lists mean all.</summary>
internal sealed record EventFilter(IReadOnlyList<string> Types, IReadOnlyList<string> Modules)
{
    /// <summary>The modules whose objects make events.</summary>
    private static readonly IReadOnlyList<string> Known = [.. OwnedModule.All.Select(owned => owned.Module.Value), ModuleId.ChargingProfiles.Value, ModuleId.HubClientInfo.Value];

    /// <summary>Reads "a,b" lists.</summary>
    public static EventFilter Read(FieldErrors errors, string? types, string? modules)
    {
        var filter = new EventFilter(Split(types), Split(modules));
        foreach (var type in filter.Types.Where(type => !EventTypes.All.Contains(type)))
        {
            errors.Add("types", "enum", $"has '{type}', which is none of {string.Join(", ", EventTypes.All)}.");
        }

        foreach (var module in filter.Modules.Where(module => !Known.Contains(module)))
        {
            errors.Add("modules", "enum", $"has '{module}', which is none of {string.Join(", ", Known)}.");
        }

        return filter;
    }

    public bool Wants(EventView happened) =>
        happened.Type == EventTypes.Gap
        || ((Types.Count == 0 || Types.Contains(happened.Type))
            && (Modules.Count == 0 || (happened.Module is { } module && Modules.Contains(module))));

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
