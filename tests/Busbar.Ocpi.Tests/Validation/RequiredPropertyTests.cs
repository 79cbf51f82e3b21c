using System.Text.Json.Nodes;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>The rows of the catalogue that say which properties an object carries. Written from the catalogue, not from the tables.</summary>
public sealed class RequiredPropertyTests
{
    /// <summary>Row, versions, object, and what it carries: exactly these properties are required.</summary>
    public static TheoryData<string, string, string, string> Rows => new()
    {
        { "LOC-060", "2.1.1", "Location", "id type address city postal_code country coordinates last_updated" },
        { "LOC-061", "2.2 2.2.1 2.3.0", "Location", "country_code party_id id publish address city country coordinates time_zone last_updated" },
        { "LOC-086", "2.1.1 2.2 2.2.1 2.3.0", "EVSE", "uid status connectors last_updated" },
        { "LOC-099", "2.1.1", "Connector", "id standard format power_type voltage amperage last_updated" },
        { "LOC-100", "2.2 2.2.1 2.3.0", "Connector", "id standard format power_type max_voltage max_amperage last_updated" },
        { "LOC-110", "2.3.0", "Parking", "id vehicle_types restricted_to_type reservation_required" },
        { "LOC-125", "2.1.1 2.2 2.2.1 2.3.0", "AdditionalGeoLocation", "latitude longitude" },
        { "LOC-126", "2.1.1 2.2 2.2.1 2.3.0", "BusinessDetails", "name" },
        { "LOC-137", "2.1.1 2.2 2.2.1 2.3.0", "EnergyMix", "is_green_energy" },
        { "LOC-142", "2.2 2.2.1 2.3.0", "Hours", "twentyfourseven" },
        { "LOC-153", "2.1.1 2.2 2.2.1 2.3.0", "Image", "url category type" },
        { "LOC-169", "2.1.1 2.2 2.2.1 2.3.0", "StatusSchedule", "period_begin status" },
        { "TAR-022", "2.1.1", "Tariff", "id currency elements last_updated" },
        { "TAR-023", "2.2 2.2.1", "Tariff", "country_code party_id id currency elements last_updated" },
        { "TAR-024", "2.3.0", "Tariff", "country_code party_id id currency elements tax_included last_updated" },
        { "TAR-049", "2.1.1 2.2 2.2.1 2.3.0", "PriceComponent", "type price step_size" },
        { "TAR-077", "2.1.1 2.2 2.2.1 2.3.0", "TariffElement", "price_components" },
        { "TOK-040", "2.1.1", "AuthorizationInfo", "allowed" },
        { "TOK-041", "2.2 2.2.1 2.3.0", "AuthorizationInfo", "allowed token" },
        { "TOK-046", "2.1.1", "Token", "uid type auth_id issuer valid whitelist last_updated" },
        { "TOK-047", "2.2 2.2.1 2.3.0", "Token", "country_code party_id uid type contract_id issuer valid whitelist last_updated" },
        { "TOK-056", "2.2 2.2.1 2.3.0", "EnergyContract", "supplier_name" },
        { "TOK-068", "2.1.1 2.2 2.2.1 2.3.0", "LocationReferences", "location_id" },
        { "SES-050", "2.1.1", "Session", "id start_datetime kwh auth_id auth_method location currency status last_updated" },
        {
            "SES-051", "2.2 2.2.1 2.3.0", "Session",
            "country_code party_id id start_date_time kwh cdr_token auth_method location_id evse_uid connector_id currency status last_updated"
        },
        { "SES-024", "2.2 2.2.1 2.3.0", "ChargingPreferences", "profile_type" },
        {
            "CDR-034", "2.1.1", "CDR",
            "id start_date_time stop_date_time auth_id auth_method location currency charging_periods total_cost total_energy total_time last_updated"
        },
        {
            "CDR-035", "2.2 2.2.1 2.3.0", "CDR",
            "country_code party_id id start_date_time end_date_time cdr_token auth_method cdr_location currency charging_periods total_cost total_energy total_time last_updated"
        },
        {
            "CDR-091", "2.2.1 2.3.0", "CdrLocation",
            "id address city country coordinates evse_uid evse_id connector_id connector_standard connector_format connector_power_type"
        },
        {
            "CDR-092", "2.2", "CdrLocation",
            "id address city postal_code country coordinates evse_uid evse_id connector_id connector_standard connector_format connector_power_type"
        },
        { "CDR-097", "2.2.1 2.3.0", "CdrToken", "country_code party_id uid type contract_id" },
        { "CDR-098", "2.2", "CdrToken", "uid type contract_id" },
        { "CDR-101", "2.1.1 2.2 2.2.1 2.3.0", "ChargingPeriod", "start_date_time dimensions" },
        { "CDR-103", "2.1.1 2.2 2.2.1 2.3.0", "CdrDimension", "type volume" },
        { "CDR-104", "2.2 2.2.1 2.3.0", "SignedData", "encoding_method signed_values" },
        { "CDR-107", "2.2 2.2.1 2.3.0", "SignedValue", "nature plain_data signed_data" },
        { "CRD-039", "2.1.1", "Credentials", "token url business_details party_id country_code" },
        { "CRD-040", "2.2 2.2.1", "Credentials", "token url roles" },
        { "CRD-041", "2.3.0", "Credentials", "token url roles" },
        { "CRD-042", "2.2 2.2.1 2.3.0", "CredentialsRole", "role business_details party_id country_code" },
        { "CRD-043", "2.1.1 2.2 2.2.1 2.3.0", "BusinessDetails", "name" },
        { "TYP-008", "2.1.1 2.2 2.2.1 2.3.0", "DisplayText", "language text" },
        { "TYP-010", "2.2 2.2.1", "Price", "excl_vat" },
        { "TYP-011", "2.3.0", "Price", "before_taxes" },
        { "TYP-012", "2.3.0", "TaxAmount", "name amount" },
        { "CMD-021", "2.2 2.2.1 2.3.0", "CommandResponse", "result timeout" },
        { "CMD-022", "2.1.1", "CommandResponse", "result" },
        { "CMD-024", "2.2 2.2.1 2.3.0", "CommandResult", "result" },
        { "CMD-029", "2.2 2.2.1 2.3.0", "CancelReservation", "response_url reservation_id" },
        { "CMD-032", "2.1.1", "ReserveNow", "response_url token expiry_date reservation_id location_id" },
        { "CMD-033", "2.2 2.2.1 2.3.0", "ReserveNow", "response_url token expiry_date reservation_id location_id" },
        { "CMD-049", "2.1.1", "StartSession", "response_url token location_id" },
        { "CMD-050", "2.2", "StartSession", "response_url token location_id" },
        { "CMD-051", "2.2.1 2.3.0", "StartSession", "response_url token location_id" },
        { "CMD-057", "2.1.1", "StopSession", "response_url session_id" },
        { "CMD-058", "2.2 2.2.1 2.3.0", "StopSession", "response_url session_id" },
        { "CMD-059", "2.1.1", "UnlockConnector", "response_url location_id evse_uid connector_id" },
        { "CMD-060", "2.2 2.2.1 2.3.0", "UnlockConnector", "response_url location_id evse_uid connector_id" },
        { "PAY-038", "2.3.0", "Terminal", "terminal_id last_updated" },
        {
            "PAY-043", "2.3.0", "FinancialAdviceConfirmation",
            "id authorization_reference total_costs currency eft_data capture_status_code last_updated"
        },
        { "BOK-025", "2.3.0", "BookingRequest", "country_code party_id request_id location_id booking_location_id period authorization_reference" },
        {
            "BOK-038", "2.3.0", "Booking",
            "id country_code party_id request_id location_id period reservation_status authorization_reference booking_terms booking_requests last_updated"
        },
        { "BOK-043", "2.3.0", "BookingLocation", "country_code party_id id location_id last_updated" },
        { "BOK-046", "2.3.0", "Calendar", "id begin_from end_before available_timeslots last_updated" },
        { "BOK-049", "2.3.0", "BookingTerms", "supported_access_methods change_until_minutes cancel_until_minutes" },
        { "BOK-059", "2.3.0", "BookingToken", "country_code party_id uid type contract_id" },
        { "BOK-060", "2.3.0", "Policy", "reservation_required" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    [Requirement(
        "LOC-060", "LOC-061", "LOC-064", "LOC-086", "LOC-099", "LOC-100", "LOC-110", "LOC-125", "LOC-126", "LOC-137", "LOC-142", "LOC-153", "LOC-169", "LOC-049",
        "TAR-022", "TAR-023", "TAR-024", "TAR-049", "TAR-077", "TOK-040", "TOK-041", "TOK-046", "TOK-047", "TOK-056", "TOK-068",
        "SES-050", "SES-051", "SES-024", "CDR-034", "CDR-035", "CDR-091", "CDR-092", "CDR-097", "CDR-098", "CDR-101", "CDR-103", "CDR-104", "CDR-107",
        "CRD-039", "CRD-040", "CRD-041", "CRD-042", "CRD-043", "TYP-008", "TYP-010", "TYP-011", "TYP-012",
        "CMD-021", "CMD-022", "CMD-024", "CMD-029", "CMD-032", "CMD-033", "CMD-049", "CMD-050", "CMD-051", "CMD-057", "CMD-058", "CMD-059", "CMD-060",
        "PAY-036", "PAY-038", "PAY-043", "BOK-025", "BOK-038", "BOK-043", "BOK-046", "BOK-049", "BOK-059", "BOK-060")]
    public void Object_carries_exactly_these_properties(string row, string versions, string type, string required)
    {
        var names = required.Split(' ');
        foreach (var version in Expect.Versions(versions))
        {
            Expect.Conformant(version, type, SampleDocuments.Minimal(version, type));
            Assert.Equal(names.Order(), Contract.For(version).Objects[type].Fields.Where(field => field.IsRequired).Select(field => field.Name).Order());
            foreach (var name in names)
            {
                var document = SampleDocuments.Full(version, type);
                document.Remove(name);
                var finding = Expect.Finding(version, type, document, "/" + name, RuleName.Required);
                Assert.True(finding.Severity >= Severity.Warning, $"{row}: {finding}");
                Assert.Contains(name, finding.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void An_evse_without_connectors_is_tolerated()
    {
        foreach (var version in Expect.Versions("2.2.1 2.3.0"))
        {
            var evse = SampleDocuments.Minimal(version, "EVSE");
            evse["connectors"] = new JsonArray();
            Assert.Equal(Severity.Warning, Expect.Finding(version, "EVSE", evse, "/connectors", RuleName.Cardinality).Severity);
        }
    }

    [Fact]
    [Requirement("LOC-120")]
    public void A_faulty_parking_is_no_reason_to_refuse_its_location()
    {
        var version = Expect.Versions("2.3.0").Single();
        var location = SampleDocuments.Full(version, "Location");
        location["parking_places"] = new JsonArray(new JsonObject { ["id"] = "A-1", ["images"] = new JsonArray(new JsonObject()), ["roofed"] = "yes" });
        var findings = Expect.Findings(version, "Location", location);
        Assert.Contains(findings, finding => finding is { Path: "/parking_places/0/vehicle_types", Rule: RuleName.Required });
        Assert.DoesNotContain(findings, finding => finding.Severity == Severity.Error);
    }
}
