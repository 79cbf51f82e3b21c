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
    public static EventFilter Read(FieldErrors errors, string? types, string? modules) => Read(errors, "types", Split(types), "modules", Split(modules));

    public static EventFilter Read(FieldErrors errors, string typesField, IReadOnlyList<string> types, string modulesField, IReadOnlyList<string> modules)
    {
        foreach (var type in types.Where(type => !EventTypes.All.Contains(type)))
        {
            errors.Add(typesField, "enum", $"has '{type}', which is none of {string.Join(", ", EventTypes.All)}.");
        }

        foreach (var module in modules.Where(module => !Known.Contains(module)))
        {
            errors.Add(modulesField, "enum", $"has '{module}', which is none of {string.Join(", ", Known)}.");
        }

        return new EventFilter([.. types.Distinct()], [.. modules.Distinct()]);
    }

    public bool Wants(EventView happened) =>
        happened.Type == EventTypes.Gap
        || ((Types.Count == 0 || Types.Contains(happened.Type))
            && (Modules.Count == 0 || (happened.Module is { } module && Modules.Contains(module))));

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
