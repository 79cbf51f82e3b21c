using System.Text.Json.Nodes;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>The rows of the catalogue that list the values of an enumeration. Written from the catalogue, not from the tables.</summary>
public sealed class EnumerationTests
{
    /// <summary>Row, versions, object, property, all values.</summary>
    public static TheoryData<string, string, string, string, string> Closed => new()
    {
        { "LOC-127", "2.1.1", "EVSE", "capabilities", "CHARGING_PROFILE_CAPABLE CREDIT_CARD_PAYABLE REMOTE_START_STOP_CAPABLE RESERVABLE RFID_READER UNLOCK_CAPABLE" },
        {
            "LOC-128", "2.2.1", "EVSE", "capabilities",
            "CHARGING_PROFILE_CAPABLE CHARGING_PREFERENCES_CAPABLE CHIP_CARD_SUPPORT CONTACTLESS_CARD_SUPPORT CREDIT_CARD_PAYABLE DEBIT_CARD_PAYABLE PED_TERMINAL "
            + "REMOTE_START_STOP_CAPABLE RESERVABLE RFID_READER START_SESSION_CONNECTOR_REQUIRED TOKEN_GROUP_CAPABLE UNLOCK_CAPABLE"
        },
        { "LOC-133", "2.1.1 2.2 2.2.1 2.3.0", "Connector", "format", "SOCKET CABLE" },
        { "LOC-135", "2.1.1 2.2", "Connector", "power_type", "AC_1_PHASE AC_3_PHASE DC" },
        { "LOC-136", "2.2.1 2.3.0", "Connector", "power_type", "AC_1_PHASE AC_2_PHASE AC_2_PHASE_SPLIT AC_3_PHASE DC" },
        { "LOC-141", "2.1.1 2.2 2.2.1 2.3.0", "EnergySource", "source", "NUCLEAR GENERAL_FOSSIL COAL GAS GENERAL_GREEN SOLAR WIND WATER" },
        { "LOC-158", "2.1.1 2.2 2.2.1", "EVSE", "parking_restrictions", "EV_ONLY PLUGGED DISABLED CUSTOMERS MOTORCYCLES" },
        { "LOC-159", "2.1.1", "Location", "type", "ON_STREET PARKING_GARAGE UNDERGROUND_GARAGE PARKING_LOT OTHER UNKNOWN" },
        { "LOC-160", "2.2 2.2.1", "Location", "parking_type", "ALONG_MOTORWAY PARKING_GARAGE PARKING_LOT ON_DRIVEWAY ON_STREET UNDERGROUND_GARAGE" },
        { "LOC-161", "2.3.0", "Parking", "direction", "PARALLEL PERPENDICULAR ANGLE" },
        { "LOC-162", "2.3.0", "EVSEParking", "evse_position", "LEFT RIGHT CENTER" },
        { "LOC-166", "2.1.1 2.2 2.2.1 2.3.0", "EVSE", "status", "AVAILABLE BLOCKED CHARGING INOPERATIVE OUTOFORDER PLANNED REMOVED RESERVED UNKNOWN" },
        { "TAR-043", "2.3.0", "Tariff", "tax_included", "YES NO N/A" },
        { "TAR-078", "2.1.1 2.2 2.2.1 2.3.0", "PriceComponent", "type", "ENERGY FLAT PARKING_TIME TIME" },
        { "TOK-045", "2.1.1 2.2 2.2.1 2.3.0", "AuthorizationInfo", "allowed", "ALLOWED BLOCKED EXPIRED NO_CREDIT NOT_ALLOWED" },
        { "TOK-057", "2.1.1", "Token", "type", "OTHER RFID" },
        { "TOK-058", "2.2 2.2.1", "Token", "type", "AD_HOC_USER APP_USER OTHER RFID" },
        { "SES-072", "2.1.1", "Session", "status", "ACTIVE COMPLETED INVALID PENDING" },
        { "SES-073", "2.2 2.2.1 2.3.0", "Session", "status", "ACTIVE COMPLETED INVALID PENDING RESERVATION" },
        { "SES-075", "2.2 2.2.1 2.3.0", "ChargingPreferences", "profile_type", "CHEAP FAST GREEN REGULAR" },
        { "CDR-076", "2.1.1", "CDR", "auth_method", "AUTH_REQUEST WHITELIST" },
        { "CDR-077", "2.2 2.2.1 2.3.0", "CDR", "auth_method", "AUTH_REQUEST COMMAND WHITELIST" },
        { "CDR-080", "2.1.1", "CdrDimension", "type", "ENERGY FLAT MAX_CURRENT MIN_CURRENT PARKING_TIME TIME" },
        {
            "CDR-081", "2.2 2.2.1", "CdrDimension", "type",
            "CURRENT ENERGY ENERGY_EXPORT ENERGY_IMPORT MAX_CURRENT MIN_CURRENT MAX_POWER MIN_POWER PARKING_TIME POWER RESERVATION_TIME STATE_OF_CHARGE TIME"
        },
        {
            "CDR-081", "2.3.0", "CdrDimension", "type",
            "CURRENT ENERGY ENERGY_EXPORT ENERGY_IMPORT MAX_CURRENT MIN_CURRENT MAX_POWER MIN_POWER PARKING_TIME POWER RESERVATION_EXPIRES RESERVATION_OVERTIME RESERVATION_TIME "
            + "STATE_OF_CHARGE TIME"
        },
        { "TYP-014", "2.2 2.2.1", "CredentialsRole", "role", "CPO EMSP HUB NAP NSP OTHER SCSP" },
        { "TYP-015", "2.3.0", "CredentialsRole", "role", "CPO EMSP NAP NSP OTHER SCSP" },
        { "CMD-025", "2.2 2.2.1 2.3.0", "CommandResponse", "result", "NOT_SUPPORTED REJECTED ACCEPTED UNKNOWN_SESSION" },
        { "CMD-026", "2.1.1", "CommandResponse", "result", "NOT_SUPPORTED REJECTED ACCEPTED TIMEOUT UNKNOWN_SESSION" },
        {
            "CMD-027", "2.2 2.2.1 2.3.0", "CommandResult", "result",
            "ACCEPTED CANCELED_RESERVATION EVSE_OCCUPIED EVSE_INOPERATIVE FAILED NOT_SUPPORTED REJECTED TIMEOUT UNKNOWN_RESERVATION"
        },
        { "PAY-040", "2.3.0", "Terminal", "invoice_creator", "CPO PTP" },
        { "PAY-046", "2.3.0", "FinancialAdviceConfirmation", "capture_status_code", "SUCCESS PARTIAL_SUCCESS FAILED" },
        { "BOK-055", "2.3.0", "BookingTerms", "supported_access_methods", "OPEN TOKEN LICENSE_PLATE ACCESS_CODE INTERCOM PARKING_TICKET" },
        { "BOK-055", "2.3.0", "AccessInformation", "method", "OPEN TOKEN LICENSE_PLATE ACCESS_CODE INTERCOM PARKING_TICKET" },
        {
            "BOK-056", "2.3.0", "Cancellation", "cancellation_reason",
            "POWER_OUTAGE BROKEN_CHARGER FULL BLOCKED TRAFFIC BROKEN_VEHICLE NO_CANCELED UNKNOWN"
        },
        { "BOK-057", "2.3.0", "BookingRequestStatus", "request_status", "PENDING ACCEPTED DECLINED FAILED" },
        { "BOK-058", "2.3.0", "Booking", "reservation_status", "PENDING RESERVED CANCELED FAILED NO_SHOW FULFILLED REJECTED UNKNOWN" },
    };

    /// <summary>Row, version, object, property: any other value is conformant.</summary>
    public static TheoryData<string, string, string> Open => new()
    {
        { "LOC-129", "EVSE", "capabilities" },
        { "LOC-129", "Connector", "capabilities" },
        { "LOC-129", "Connector", "standard" },
        { "LOC-129", "EnvironmentalImpact", "category" },
        { "LOC-129", "Location", "facilities" },
        { "LOC-129", "Image", "category" },
        { "LOC-129", "EVSE", "parking_restrictions" },
        { "LOC-129", "Location", "parking_type" },
        { "LOC-129", "Parking", "vehicle_types" },
        { "TOK-059", "Token", "type" },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    [Requirement(
        "LOC-127", "LOC-128", "LOC-133", "LOC-135", "LOC-136", "LOC-141", "LOC-158", "LOC-159", "LOC-160", "LOC-161", "LOC-162", "LOC-166",
        "TAR-043", "TAR-078", "TOK-045", "TOK-057", "TOK-058", "SES-072", "SES-073", "SES-075", "CDR-076", "CDR-077", "CDR-080", "CDR-081",
        "TYP-014", "TYP-015", "CRD-056", "CMD-025", "CMD-026", "CMD-027",
        "PAY-040", "PAY-046", "BOK-055", "BOK-056", "BOK-057", "BOK-058")]
    public void Property_takes_these_values_and_no_others(string row, string versions, string type, string property, string values)
    {
        foreach (var version in Expect.Versions(versions))
        {
            var field = Contract.For(version).Objects[type].Fields.Single(candidate => candidate.Name == property);
            Assert.Equal(values.Split(' ').Order(StringComparer.Ordinal), field.Enum!.Values.Order(StringComparer.Ordinal));
            foreach (var value in values.Split(' '))
            {
                Assert.DoesNotContain(Expect.Findings(version, type, With(version, type, field, value)), finding => finding.Rule == RuleName.Enum);
            }

            foreach (var other in new[] { "SOMETHING_NEW", values.Split(' ')[0].ToLowerInvariant(), values.Split(' ')[0] + " ", "FLAT_RATE", "" })
            {
                var finding = Expect.Finding(version, type, With(version, type, field, other), field.IsList ? $"/{property}/0" : "/" + property, RuleName.Enum);
                Assert.Equal(Severity.Warning, finding.Severity);
                Assert.True(finding.Requirement == row || row is "SES-075" or "CDR-076" or "CDR-077" or "LOC-161", $"{row}: {finding}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Open))]
    [Requirement("LOC-129", "TOK-059")]
    public void Open_enumeration_takes_unknown_values(string row, string type, string property)
    {
        var version = Expect.Versions("2.3.0").Single();
        var field = Contract.For(version).Objects[type].Fields.Single(candidate => candidate.Name == property);
        Assert.True(field.Enum!.IsOpen, row);
        Expect.Conformant(version, type, With(version, type, field, "SOMETHING_NEW"));
        var finding = Expect.Finding(version, type, With(version, type, field, "SOMETHING_NEW"), field.IsList ? $"/{property}/0" : "/" + property, RuleName.Enum);
        Assert.Equal((Severity.Info, row), (finding.Severity, finding.Requirement));
    }

    [Theory]
    [InlineData("2.1.1", 25)]
    [InlineData("2.2", 27)]
    [InlineData("2.2.1", 40)]
    [Requirement("LOC-134")]
    public void Connector_standard_has_as_many_values_as_its_version_lists(string version, int count) =>
        Assert.Equal(count, Contract.For(Expect.Versions(version).Single()).Enums["ConnectorType"].Values.Count);

    private static JsonObject With(Busbar.Ocpi.Model.Common.OcpiVersion version, string type, FieldContract field, string value)
    {
        var document = SampleDocuments.Full(version, type);
        document[field.Name] = field.IsList ? new JsonArray(value) : value;
        return document;
    }
}
