using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Ocpi.Wire.Documents;

/// <summary>Tells which object a document is, from a module id ("locations") or an object's name ("evse", "StartSession").</summary>
public static class DocumentTypes
{
    /// <summary>Whether the name is a module or an object of that version.</summary>
    public static bool IsKnown(string name, OcpiVersion version) => Modules.Contains(name.ToLowerInvariant()) || ByName(name, version) is not null;

    /// <summary>The type of a document; null when the name is neither a module nor an object of that version.</summary>
    /// <param name="name">A module id or an object's name, in any case.</param>
    /// <param name="version">The version.</param>
    /// <param name="document">The document: modules with several objects are told apart by their properties.</param>
    /// <exception cref="JsonException">The document is no well-formed JSON.</exception>
    public static ObjectType? Resolve(string name, OcpiVersion version, ReadOnlySpan<byte> document) => name.ToLowerInvariant() switch
    {
        "locations" => ObjectType.Location,
        "tariffs" => ObjectType.Tariff,
        "cdrs" => ObjectType.Cdr,
        "sessions" => ObjectType.Session,
        "tokens" => ObjectType.Token,
        "versions" => Has(document, "endpoints") ? ObjectType.VersionDetails : new ObjectType("Version"),
        "commands" => Command(document),
        "chargingprofiles" => Profile(document),
        "hubclientinfo" => ObjectType.ClientInfo,
        "payments" => Has(document, "authorization_reference") ? ObjectType.FinancialAdviceConfirmation : ObjectType.Terminal,
        "bookings" => Booking(document),
        "invoicereconciliation" => ObjectType.InvoiceReconciliationRecord,
        _ => ByName(name, version),
    };

    private static readonly string[] Modules =
    [
        "locations", "tariffs", "cdrs", "sessions", "tokens", "credentials", "versions", "commands", "chargingprofiles", "hubclientinfo", "payments", "bookings",
        "invoicereconciliation",
    ];

    private static ObjectType? ByName(string name, OcpiVersion version)
    {
        var known = Contract.For(version).Objects.Keys.FirstOrDefault(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase));
        return known is null ? null : new ObjectType(known);
    }

    /// <summary>The bodies of the five commands and of their two answers, by the properties that only they have.</summary>
    private static ObjectType Command(ReadOnlySpan<byte> document)
    {
        if (Has(document, "result"))
        {
            return Has(document, "timeout") ? ObjectType.CommandResponse : ObjectType.CommandResult;
        }

        if (Has(document, "expiry_date"))
        {
            return ObjectType.ReserveNow;
        }

        return Has(document, "reservation_id") ? ObjectType.CancelReservation
            : Has(document, "session_id") ? ObjectType.StopSession
            : Has(document, "token") ? ObjectType.StartSession
            : ObjectType.UnlockConnector;
    }

    /// <summary>The bodies of the Charging profiles module, by the properties that only they have; a result without a profile may be any of three, which look alike.</summary>
    private static ObjectType Profile(ReadOnlySpan<byte> document)
    {
        if (Has(document, "result"))
        {
            return Has(document, "timeout") ? ObjectType.ChargingProfileResponse
                : Has(document, "profile") ? ObjectType.ActiveChargingProfileResult
                : ObjectType.ChargingProfileResult;
        }

        return Has(document, "response_url") ? ObjectType.SetChargingProfile
            : Has(document, "charging_profile") ? ObjectType.ActiveChargingProfile
            : ObjectType.ChargingProfile;
    }

    /// <summary>The four documents of the bookings package, by the properties that only they have.</summary>
    private static ObjectType Booking(ReadOnlySpan<byte> document) =>
        Has(document, "booking_requests") || Has(document, "reservation_status") ? ObjectType.Booking
        : Has(document, "request_id") ? ObjectType.BookingRequest
        : Has(document, "available_timeslots") ? ObjectType.Calendar
        : ObjectType.BookingLocation;

    private static bool Has(ReadOnlySpan<byte> document, string property)
    {
        var start = document.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && document[start] == '{' && JsonMembers.TryFind(document, property, out _, out _);
    }
}
