using System.Diagnostics.CodeAnalysis;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Core.Objects;

/// <summary>
/// One kind of objects that have an owner and are kept by this gateway, and what is particular to it. Most OCPI modules keep one kind; payments and
/// bookings keep two, and each is one of these.
/// </summary>
/// <param name="Module">Names the kind in keys and in the store: the module's id, or the name of the collection within it.</param>
/// <param name="Type">The object.</param>
/// <param name="IdField">The field that holds the object's id.</param>
public sealed record OwnedModule(ModuleId Module, ObjectType Type, string IdField)
{
    /// <summary>The OCPI module that the kind belongs to: whose endpoints it uses, and which agreements and switches name.</summary>
    public ModuleId Chapter { get; init; } = Module;

    /// <summary>The path segment of the collection below the module's endpoint; null when the objects stand at the endpoint itself.</summary>
    public string? Collection { get; init; }

    /// <summary>The first version that has it.</summary>
    public OcpiVersion Since { get; init; } = OcpiVersion.V211;

    /// <summary>
    /// Whether the object says whose it is, in country_code and party_id, and its URLs do too. Objects of payments do not: they belong to the party that
    /// brings them and are for the party that they are addressed to.
    /// </summary>
    public bool NamesOwner { get; init; } = true;

    /// <summary>Whether nobody is ever told that such an object is gone.</summary>
    public bool IsKept { get; init; }

    public static OwnedModule Locations { get; } = new(ModuleId.Locations, ObjectType.Location, "id");

    public static OwnedModule Tariffs { get; } = new(ModuleId.Tariffs, ObjectType.Tariff, "id");

    public static OwnedModule Tokens { get; } = new(ModuleId.Tokens, ObjectType.Token, "uid");

    public static OwnedModule Sessions { get; } = new(ModuleId.Sessions, ObjectType.Session, "id") { IsKept = true };

    public static OwnedModule Cdrs { get; } = new(ModuleId.Cdrs, ObjectType.Cdr, "id") { IsKept = true };

    public static OwnedModule Terminals { get; } = new(ModuleId.From(Collections.Terminals), ObjectType.Terminal, "terminal_id")
    {
        Chapter = ModuleId.Payments, Collection = Collections.Terminals, Since = OcpiVersion.V230, NamesOwner = false, IsKept = true,
    };

    public static OwnedModule FinancialAdviceConfirmations { get; } =
        new(ModuleId.From(Collections.FinancialAdviceConfirmations), ObjectType.FinancialAdviceConfirmation, "id")
        {
            Chapter = ModuleId.Payments, Collection = Collections.FinancialAdviceConfirmations, Since = OcpiVersion.V230, NamesOwner = false, IsKept = true,
        };

    public static OwnedModule BookingLocations { get; } = new(ModuleId.From(Collections.BookingLocations), ObjectType.BookingLocation, "id")
    {
        Chapter = ModuleId.Bookings, Collection = Collections.BookingLocations, Since = OcpiVersion.V230,
    };

    public static OwnedModule Bookings { get; } = new(ModuleId.Bookings, ObjectType.Booking, "id") { Since = OcpiVersion.V230, IsKept = true };

    public static OwnedModule Invoices { get; } =
        new(ModuleId.InvoiceReconciliation, ObjectType.InvoiceReconciliationRecord, "id") { Since = OcpiVersion.V230 };

    /// <summary>Written by the gateway alone, and keyed by the role; therefore not among <see cref="All"/>, which owners write.</summary>
    public static OwnedModule ClientInfos { get; } = new(ModuleId.HubClientInfo, ObjectType.ClientInfo, "role") { Since = OcpiVersion.V22, IsKept = true };

    public static IReadOnlyList<OwnedModule> All { get; } =
        [Locations, Tariffs, Tokens, Sessions, Cdrs, Terminals, FinancialAdviceConfirmations, BookingLocations, Bookings, Invoices];

    /// <summary>Every kind in an order in which nothing comes before what it refers to.</summary>
    public static IReadOnlyList<OwnedModule> InOrder { get; } =
        [Tokens, Tariffs, Locations, BookingLocations, Terminals, Bookings, Sessions, Cdrs, FinancialAdviceConfirmations, Invoices];

    /// <summary>The kind that a key or the store names so.</summary>
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

        owned = module == ModuleId.HubClientInfo ? ClientInfos : null;
        return owned is not null;
    }

    /// <summary>The kind at an OCPI module's endpoint, or in one of its collections.</summary>
    public static bool TryGet(ModuleId chapter, string? collection, [NotNullWhen(true)] out OwnedModule? owned)
    {
        owned = chapter == ModuleId.HubClientInfo ? ClientInfos : null;
        foreach (var candidate in All)
        {
            if (candidate.Chapter == chapter && candidate.Collection == collection)
            {
                owned = candidate;
                return true;
            }
        }

        return owned is not null;
    }

    /// <summary>The OCPI module that a key's module belongs to.</summary>
    public static ModuleId ChapterOf(ModuleId module) => TryGet(module, out var owned) ? owned.Chapter : module;

    /// <summary>Where a partner keeps these objects, on one side; null when it does not, or when its version has none.</summary>
    public Uri? UrlAt(Connection connection, InterfaceRole side) =>
        (connection.Version is { } version && version < Since) || connection.EndpointFor(Chapter, side) is not { } endpoint ? null
        : Collection is null ? endpoint
        : OcpiUrl.Join(endpoint, Collection);
}
