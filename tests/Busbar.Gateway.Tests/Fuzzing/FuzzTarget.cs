using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Contracts;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>A place that takes a document. {c}, {p} and {i} in the path stand for country, party and an id.</summary>
internal sealed record FuzzTarget(bool AsCpo, string Method, string Path, string? Object)
{
    /// <summary>Every method and path of the modules this test knows; what a version does not have is answered with 404 or 405.</summary>
    private static readonly FuzzTarget[] Known =
    [
        new(true, "PUT", "receiver/locations/{c}/{p}/{i}", "Location"),
        new(true, "PATCH", "receiver/locations/{c}/{p}/{i}", "Location"),
        new(true, "PUT", "receiver/locations/{c}/{p}/{i}/{i}", "EVSE"),
        new(true, "PATCH", "receiver/locations/{c}/{p}/{i}/{i}", "EVSE"),
        new(true, "PUT", "receiver/locations/{c}/{p}/{i}/{i}/{i}", "Connector"),
        new(true, "PATCH", "receiver/locations/{c}/{p}/{i}/{i}/{i}", "Connector"),
        new(true, "PUT", "receiver/tariffs/{c}/{p}/{i}", "Tariff"),
        new(true, "PATCH", "receiver/tariffs/{c}/{p}/{i}", "Tariff"),
        new(true, "DELETE", "receiver/tariffs/{c}/{p}/{i}", null),
        new(true, "PUT", "receiver/sessions/{c}/{p}/{i}", "Session"),
        new(true, "PATCH", "receiver/sessions/{c}/{p}/{i}", "Session"),
        new(true, "POST", "receiver/cdrs", "CDR"),
        new(true, "POST", "sender/tokens/{i}/authorize?type=RFID", "LocationReferences"),
        new(true, "POST", "sender/commands/START_SESSION/{i}", "CommandResult"),
        new(true, "POST", "sender/commands/START_SESSION/{i}", "CommandResponse"),
        new(true, "PUT", "sender/chargingprofiles/{i}", "ActiveChargingProfile"),
        new(true, "POST", "sender/chargingprofiles/results/{i}", "ActiveChargingProfileResult"),
        new(true, "PUT", "receiver/invoicereconciliation/{c}/{p}/{i}", "InvoiceReconciliationRecord"),
        new(true, "POST", "receiver/invoicereconciliation", "InvoiceReconciliationRecord"),
        new(true, "DELETE", "receiver/invoicereconciliation/{c}/{p}/{i}", null),
        new(true, "POST", "receiver/payments/terminals", "Terminal"),
        new(true, "POST", "receiver/payments/financial-advice-confirmations", "FinancialAdviceConfirmation"),
        new(true, "PUT", "sender/payments/terminals/{i}", "Terminal"),
        new(true, "PATCH", "sender/payments/terminals/{i}", "Terminal"),
        new(true, "POST", "sender/payments/terminals/activate", "Terminal"),
        new(true, "POST", "sender/payments/terminals/{i}/deactivate", null),
        new(true, "PUT", "receiver/bookings/{c}/{p}/{i}", "Booking"),
        new(true, "PATCH", "receiver/bookings/{c}/{p}/{i}", "Booking"),
        new(true, "PUT", "receiver/bookings/{c}/{p}/booking_locations/{i}", "BookingLocation"),
        new(true, "PATCH", "receiver/bookings/{c}/{p}/booking_locations/{i}", "BookingLocation"),
        new(false, "POST", "sender/bookings", "BookingRequest"),
        new(false, "PUT", "receiver/invoicereconciliation/{c}/{p}/{i}", "InvoiceReconciliationRecord"),
        new(false, "PUT", "receiver/tokens/{c}/{p}/{i}?type=RFID", "Token"),
        new(false, "PATCH", "receiver/tokens/{c}/{p}/{i}?type=RFID", "Token"),
        new(false, "POST", "receiver/commands/START_SESSION", "StartSession"),
        new(false, "POST", "receiver/commands/RESERVE_NOW", "ReserveNow"),
        new(false, "POST", "receiver/commands/STOP_SESSION", "StopSession"),
        new(false, "POST", "receiver/commands/CANCEL_RESERVATION", "CancelReservation"),
        new(false, "POST", "receiver/commands/UNLOCK_CONNECTOR", "UnlockConnector"),
        new(false, "PUT", "sender/sessions/{i}/charging_preferences", "ChargingPreferences"),
        new(false, "PUT", "receiver/chargingprofiles/{i}", "SetChargingProfile"),
        new(false, "DELETE", "receiver/chargingprofiles/{i}?response_url=https://msp.example/x", null),
        new(false, "PUT", "receiver/hubclientinfo/{c}/{p}", "ClientInfo"),
        new(false, "POST", "credentials", "Credentials"),
        new(true, "PUT", "credentials", "Credentials"),
    ];

    private static readonly string[] Methods = ["PUT", "PATCH", "POST", "DELETE", "GET"];

    /// <summary>A known place, or any method at any depth below an endpoint that the gateway offers.</summary>
    public static FuzzTarget Pick(OcpiVersion version, IReadOnlyList<string> endpoints, Random random)
    {
        if (random.Next(5) > 0)
        {
            var target = Known[random.Next(Known.Length)];
            return target.Object is null || Contract.For(version).Objects.ContainsKey(target.Object) ? target : Known[random.Next(8)];
        }

        var objects = Contract.For(version).Objects.Keys.Order(StringComparer.Ordinal).ToList();
        var depth = string.Concat(Enumerable.Range(0, random.Next(6)).Select(place => place switch { 0 => "/{c}", 1 => "/{p}", _ => "/{i}" }));
        return new FuzzTarget(random.Next(2) == 0, Methods[random.Next(Methods.Length)], endpoints[random.Next(endpoints.Count)] + depth, objects[random.Next(objects.Count)]);
    }

    public ObjectType? Type => Object is null ? null : new ObjectType(Object);
}
