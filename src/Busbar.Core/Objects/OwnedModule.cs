using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Objects;

/// <summary>A module whose objects have an owner and are kept by this gateway, and what is particular to it.</summary>
/// <param name="Module">The module.</param>
/// <param name="Type">The module's object.</param>
/// <param name="IdField">The field that holds the object's id.</param>
public sealed record OwnedModule(ModuleId Module, ObjectType Type, string IdField)
{
    public static OwnedModule Locations { get; } = new(ModuleId.Locations, ObjectType.Location, "id");

    public static OwnedModule Tariffs { get; } = new(ModuleId.Tariffs, ObjectType.Tariff, "id");

    public static OwnedModule Tokens { get; } = new(ModuleId.Tokens, ObjectType.Token, "uid");

    public static OwnedModule Sessions { get; } = new(ModuleId.Sessions, ObjectType.Session, "id");

    public static OwnedModule Cdrs { get; } = new(ModuleId.Cdrs, ObjectType.Cdr, "id");

    public static IReadOnlyList<OwnedModule> All { get; } = [Locations, Tariffs, Tokens, Sessions, Cdrs];

    public static bool TryGet(ModuleId module, [NotNullWhen(true)] out OwnedModule? owned)
    {
        foreach (var candidate in All)
        {
            if (candidate.Module == module)
            {
                owned = candidate;
                return true;
            }
        }

        owned = null;
        return false;
    }
}
