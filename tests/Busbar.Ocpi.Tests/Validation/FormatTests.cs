using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>The forms of single values: what conforms, what is tolerated, what is refused.</summary>
public sealed class FormatTests
{
    private const string From22 = "2.2 2.2.1 2.3.0";
    private const string Every = "2.1.1 2.2 2.2.1 2.3.0";

    [Theory]
    [InlineData("2026-01-31T12:00:00Z", null, null)]
    [InlineData("2026-01-31T12:00:00.1Z", null, null)]
    [InlineData("2026-01-31T12:00:00.123Z", null, null)]
    [InlineData("2026-01-31T12:00:00", RuleName.DateTimeNoZone, Severity.Info)]
    [InlineData("2026-01-31T12:00:00+00:00", RuleName.DateTimeOffset, Severity.Warning)]
    [InlineData("2026-01-31T12:00:00+01:00", RuleName.DateTimeOffset, Severity.Warning)]
    [InlineData("2026-01-31T12:00:00-0530", RuleName.DateTimeOffset, Severity.Warning)]
    [InlineData("2026-01-31T12:00:00.123456789Z", RuleName.DateTimeForm, Severity.Warning)]
    [InlineData("2026-01-31 12:00:00Z", RuleName.DateTimeForm, Severity.Warning)]
    [InlineData("2026-01-31t12:00:00z", RuleName.DateTimeForm, Severity.Warning)]
    [InlineData("2026-01-31", RuleName.DateTimeForm, Severity.Warning)]
    [InlineData("2026-01-31T23:59:60Z", RuleName.DateTimeForm, Severity.Warning)]
    [InlineData("2026-02-30T12:00:00Z", RuleName.DateTime, Severity.Error)]
    [InlineData("2026-01-31T25:00:00Z", RuleName.DateTime, Severity.Error)]
    [InlineData("2026-01-31T12:00:00+99:00", RuleName.DateTime, Severity.Error)]
    [InlineData("31.01.2026", RuleName.DateTime, Severity.Error)]
    [InlineData("yesterday", RuleName.DateTime, Severity.Error)]
    [InlineData("", RuleName.DateTime, Severity.Error)]
    [Requirement("TYP-003", "TYP-004", "TYP-005", "TYP-006", "TYP-007")]
    public void DateTime(string value, string? rule, Severity? severity) => Check(Every, "Token", "last_updated", value, rule, severity);

    [Theory]
    [InlineData("id", "AB-12 +", null, null)]
    [InlineData("id", "caf\u00e9", RuleName.Characters, Severity.Warning)]
    [InlineData("id", "A\tB", RuleName.Characters, Severity.Error)]
    [InlineData("id", "A\r\nB", RuleName.Characters, Severity.Error)]
    [InlineData("id", "A\0B", RuleName.Characters, Severity.Error)]
    [InlineData("name", "A\tB", RuleName.Characters, Severity.Warning)]
    [Requirement("TYP-001")]
    public void CiString_is_printable_ascii_and_an_id_can_stand_in_a_url(string field, string value, string? rule, Severity? severity) =>
        Check(From22, "Location", field, value, rule, severity);

    [Theory]
    [InlineData("Caf\u00e9 \u20ac", null)]
    [InlineData("A\tB", RuleName.Characters)]
    [InlineData("A\nB", RuleName.Characters)]
    [InlineData("A\u007fB", RuleName.Characters)]
    [Requirement("TYP-017")]
    public void String_is_printable_utf8(string value, string? rule) => Check(From22, "Location", "name", value, rule, Severity.Warning);

    [Theory]
    [InlineData("Cafe", null)]
    [InlineData("Caf\u00e9", RuleName.Characters)]
    [InlineData("A\nB", RuleName.Characters)]
    [Requirement("TYP-016")]
    public void String_is_printable_ascii_in_2_1_1(string value, string? rule) => Check("2.1.1", "Location", "name", value, rule, Severity.Warning);

    [Fact]
    public void Length_counts_characters_not_bytes()
    {
        Check(From22, "Location", "city", new string('\u00e9', 45), null, null);
        Check(From22, "Location", "city", new string('\u00e9', 46), RuleName.Length, Severity.Warning);
    }

    [Fact]
    public void Empty_text_is_a_warning() => Check(From22, "Location", "name", "", RuleName.Empty, Severity.Warning);

    [Theory]
    [InlineData("12.5", null, null)]
    [InlineData("-0.0001", null, null)]
    [InlineData("79228162514264337593543950335", null, null)]
    [InlineData("0.12345", RuleName.Decimals, Severity.Warning)]
    [InlineData("1e3", RuleName.Decimals, Severity.Warning)]
    [InlineData("1e400", RuleName.Range, Severity.Error)]
    [InlineData("\"12.50\"", RuleName.NumberAsText, Severity.Warning)]
    [InlineData("\"12,50\"", RuleName.Type, Severity.Error)]
    [InlineData("\"\"", RuleName.Type, Severity.Error)]
    [InlineData("\"-\"", RuleName.Type, Severity.Error)]
    [InlineData("true", RuleName.Type, Severity.Error)]
    [Requirement("TYP-009", "SES-055")]
    public void Number(string json, string? rule, Severity? severity) => CheckJson(Every, "Session", "kwh", json, rule, severity);

    [Theory]
    [InlineData("230", null, null)]
    [InlineData("230.0", RuleName.Integer, Severity.Warning)]
    [InlineData("\"230\"", RuleName.NumberAsText, Severity.Warning)]
    [InlineData("230.5", RuleName.Integer, Severity.Error)]
    [InlineData("99999999999", RuleName.Range, Severity.Error)]
    [Requirement("LOC-102", "LOC-103")]
    public void Integer(string json, string? rule, Severity? severity)
    {
        CheckJson(From22, "Connector", "max_voltage", json, rule, severity);
        CheckJson(From22, "Connector", "max_amperage", json, rule, severity);
        CheckJson("2.1.1", "Connector", "voltage", json, rule, severity);
    }

    [Theory]
    [InlineData("true", null)]
    [InlineData("\"true\"", RuleName.Type)]
    [InlineData("1", RuleName.Type)]
    [Requirement("LOC-064")]
    public void Boolean(string json, string? rule) => CheckJson(From22, "Location", "publish", json, rule, Severity.Error);

    [Theory]
    [InlineData("https://example.com/a?b=c#d", null)]
    [InlineData("http://127.0.0.1:8080", null)]
    [InlineData("example.com/logo.png", RuleName.Url)]
    [InlineData("ftp://example.com/a", RuleName.Url)]
    [InlineData("https://", RuleName.Url)]
    [InlineData("https://a b", RuleName.Url)]
    [Requirement("TYP-020")]
    public void Url(string value, string? rule)
    {
        Check(Every, "Image", "url", value, rule, Severity.Warning);
        Check(Every, "StopSession", "response_url", value, rule, Severity.Error);
        Check(Every, "Credentials", "url", value, rule, Severity.Error);
    }

    [Fact]
    [Requirement("TYP-020", "TYP-019")]
    public void Url_has_at_most_255_characters() =>
        Check(Every, "Image", "url", "https://example.com/" + new string('a', 240), RuleName.Length, Severity.Warning);

    [Theory]
    [InlineData("NL", null)]
    [InlineData("nl", null)]
    [InlineData("NLD", RuleName.Format)]
    [InlineData("31", RuleName.Format)]
    [Requirement("LOC-063")]
    public void Country_code_is_alpha_2(string value, string? rule) => Check(From22, "Location", "country_code", value, rule, Severity.Warning);

    [Theory]
    [InlineData("TNM", null)]
    [InlineData("TN", RuleName.Format)]
    [InlineData("T*M", RuleName.Format)]
    [Requirement("LOC-063")]
    public void Party_id_has_three_characters(string value, string? rule) => Check(From22, "Location", "party_id", value, rule, Severity.Warning);

    [Theory]
    [InlineData("NLD", null)]
    [InlineData("nld", RuleName.Format)]
    [InlineData("NL", RuleName.Format)]
    [Requirement("LOC-072", "CDR-096")]
    public void Country_is_alpha_3(string value, string? rule)
    {
        Check(Every, "Location", "country", value, rule, Severity.Warning);
        Check(From22, "CdrLocation", "country", value, rule, Severity.Warning);
    }

    [Theory]
    [InlineData("Europe/Amsterdam", null)]
    [InlineData("America/Argentina/Buenos_Aires", null)]
    [InlineData("UTC", null)]
    [InlineData("Europe/Atlantis", RuleName.Format)]
    [InlineData("+01:00", RuleName.Format)]
    [InlineData("W. Europe Standard Time", RuleName.Format)]
    [InlineData("NL", RuleName.Format)]
    [Requirement("LOC-076", "LOC-077")]
    public void Time_zone_is_an_iana_name(string value, string? rule) => Check(Every, "Location", "time_zone", value, rule, Severity.Warning);

    [Theory]
    [InlineData("EUR", null, null)]
    [InlineData("eur", RuleName.Format, Severity.Warning)]
    [InlineData("EU", RuleName.Format, Severity.Error)]
    [InlineData("12A", RuleName.Format, Severity.Error)]
    [Requirement("TAR-047", "SES-065", "CDR-049")]
    public void Currency_is_iso_4217(string value, string? rule, Severity? severity)
    {
        foreach (var type in new[] { "Tariff", "Session", "CDR" })
        {
            Check(Every, type, "currency", value, rule, severity);
        }
    }

    [Theory]
    [InlineData("nl", null)]
    [InlineData("nld", RuleName.Format)]
    [InlineData("n1", RuleName.Format)]
    [Requirement("TOK-054", "TYP-008")]
    public void Language_is_iso_639_1(string value, string? rule)
    {
        Check(Every, "Token", "language", value, rule, Severity.Warning);
        Check(Every, "DisplayText", "language", value, rule, Severity.Warning);
    }

    [Theory]
    [InlineData("51.04760", null, null)]
    [InlineData("-1.1234567", null, null)]
    [InlineData("-12.1234567", null, null)]
    [InlineData("51.0476", RuleName.Format, Severity.Warning)]
    [InlineData("51.04760001", RuleName.Format, Severity.Warning)]
    [InlineData("51,04760", RuleName.Format, Severity.Warning)]
    [InlineData("51", RuleName.Format, Severity.Warning)]
    [InlineData("91.00000", RuleName.Range, Severity.Error)]
    [InlineData("51 N", RuleName.Format, Severity.Error)]
    [Requirement("LOC-123")]
    public void Latitude_has_five_to_seven_decimals(string value, string? rule, Severity? severity) => Check(From22, "GeoLocation", "latitude", value, rule, severity);

    [Theory]
    [InlineData("3.72994", null, null)]
    [InlineData("-123.1234567", null, null)]
    [InlineData("3.7", RuleName.Format, Severity.Warning)]
    [InlineData("181.00000", RuleName.Range, Severity.Error)]
    [Requirement("LOC-123")]
    public void Longitude_has_five_to_seven_decimals(string value, string? rule, Severity? severity) => Check(From22, "GeoLocation", "longitude", value, rule, severity);

    [Theory]
    [InlineData("51.047600", null)]
    [InlineData("51.04760", RuleName.Format)]
    [Requirement("LOC-122")]
    public void Coordinates_have_six_decimals_in_2_1_1(string value, string? rule)
    {
        Check("2.1.1", "GeoLocation", "latitude", value, rule, Severity.Warning);
        Check("2.1.1", "GeoLocation", "longitude", value, rule, Severity.Warning);
    }

    [Fact]
    [Requirement("LOC-123")]
    public void Coordinates_as_numbers_are_tolerated() => CheckJson(From22, "GeoLocation", "latitude", "51.04760", RuleName.TextAsNumber, Severity.Warning);

    [Theory]
    [InlineData("00:00", null, null)]
    [InlineData("23:59", null, null)]
    [InlineData("24:00", RuleName.Format, Severity.Warning)]
    [InlineData("7:30", RuleName.Format, Severity.Warning)]
    [InlineData("25:00", RuleName.Format, Severity.Error)]
    [InlineData("12:60", RuleName.Format, Severity.Error)]
    [InlineData("noon", RuleName.Format, Severity.Error)]
    [Requirement("LOC-150", "TAR-083")]
    public void Time_of_day_is_hours_and_minutes(string value, string? rule, Severity? severity)
    {
        Check(Every, "RegularHours", "period_begin", value, rule, severity);
        Check(Every, "TariffRestrictions", "start_time", value, rule, severity);
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("7", null)]
    [InlineData("0", RuleName.Range)]
    [InlineData("8", RuleName.Range)]
    [Requirement("LOC-149")]
    public void Weekday_is_1_to_7(string json, string? rule) => CheckJson(Every, "RegularHours", "weekday", json, rule, Severity.Error);

    [Theory]
    [InlineData("2026-03-31", null)]
    [InlineData("2026-03-32", RuleName.Format)]
    [InlineData("31.03.2026", RuleName.Format)]
    [InlineData("2026-03-31T00:00:00Z", RuleName.Format)]
    [Requirement("TAR-085")]
    public void Restriction_date_is_a_day(string value, string? rule) => Check(Every, "TariffRestrictions", "start_date", value, rule, Severity.Error);

    [Theory]
    [InlineData("SGVsbG8=", null)]
    [InlineData("not base64!", RuleName.Format)]
    [Requirement("CDR-105", "CDR-107")]
    public void Keys_and_signatures_are_base64(string value, string? rule)
    {
        Check(From22, "SignedData", "public_key", value, rule, Severity.Warning);
        Check(From22, "SignedValue", "signed_data", value, rule, Severity.Warning);
    }

    [Theory]
    [InlineData("NLHUB", null)]
    [InlineData("NL*HUB", RuleName.Format)]
    [Requirement("CRD-054")]
    public void Hub_party_is_country_and_party_without_separator(string value, string? rule) => Check("2.3.0", "Credentials", "hub_party_id", value, rule, Severity.Warning);

    [Theory]
    [InlineData("LOC-095", Every, "EVSE", "floor_level", 4)]
    [InlineData("LOC-095", Every, "EVSE", "physical_reference", 16)]
    [InlineData("LOC-090", Every, "EVSE", "evse_id", 48)]
    [InlineData("LOC-074", "2.1.1", "Location", "postal_code", 10)]
    [InlineData("LOC-083", "2.1.1 2.2", "Location", "address", 45)]
    [InlineData("LOC-083", "2.2.1 2.3.0", "Location", "address", 255)]
    [InlineData("LOC-083", "2.2", "Location", "state", 20)]
    [InlineData("LOC-083", "2.2.1 2.3.0", "Location", "state", 45)]
    [InlineData("LOC-126", Every, "BusinessDetails", "name", 100)]
    [InlineData("LOC-153", Every, "Image", "type", 4)]
    [InlineData("CDR-065", Every, "CDR", "remark", 255)]
    [InlineData("CDR-040", "2.1.1", "CDR", "id", 36)]
    [InlineData("CDR-104", From22, "SignedData", "encoding_method", 36)]
    [InlineData("CDR-108", "2.2.1 2.3.0", "SignedValue", "plain_data", 5000)]
    [InlineData("CDR-109", "2.2", "SignedValue", "plain_data", 512)]
    [InlineData("CRD-039", "2.1.1", "Credentials", "token", 64)]
    [InlineData("CRD-040", "2.2 2.2.1", "Credentials", "token", 64)]
    [InlineData("CRD-041", "2.3.0", "Credentials", "token", 64)]
    [InlineData("CMD-029", From22, "CancelReservation", "reservation_id", 36)]
    [InlineData("CMD-033", From22, "ReserveNow", "authorization_reference", 36)]
    [InlineData("CMD-051", "2.2.1 2.3.0", "StartSession", "connector_id", 36)]
    [Requirement(
        "LOC-095", "LOC-090", "LOC-074", "LOC-083", "LOC-126", "LOC-153", "CDR-065", "CDR-040", "CDR-104", "CDR-108", "CDR-109",
        "CRD-039", "CRD-040", "CRD-041", "CMD-029", "CMD-033", "CMD-051")]
    public void Text_has_at_most_this_length(string row, string versions, string type, string property, int length)
    {
        Assert.NotEmpty(row);
        Check(versions, type, property, new string('a', length), null, null);
        Check(versions, type, property, new string('a', length + 1), RuleName.Length, Severity.Warning);
    }

    [Fact]
    [Requirement("LOC-139", "LOC-140")]
    public void Environmental_impact_names_its_category_per_version()
    {
        var older = new JsonObject { ["source"] = "CARBON_DIOXIDE", ["amount"] = 1 };
        var newer = new JsonObject { ["category"] = "CARBON_DIOXIDE", ["amount"] = 1 };
        Expect.Conformant(OcpiVersion.V211, "EnvironmentalImpact", older);
        Expect.Finding(OcpiVersion.V211, "EnvironmentalImpact", newer, "/source", RuleName.Required);
        foreach (var version in Expect.Versions(From22))
        {
            Expect.Conformant(version, "EnvironmentalImpact", newer);
            Expect.Finding(version, "EnvironmentalImpact", older, "/category", RuleName.Required);
        }
    }

    [Fact]
    [Requirement("TYP-013", "SES-062", "CDR-056", "SES-063", "CDR-057", "SES-064", "CDR-058")]
    public void Costs_are_numbers_then_prices_with_vat_then_prices_with_taxes()
    {
        var withVat = new JsonObject { ["excl_vat"] = 10, ["incl_vat"] = 12.1m };
        var withTaxes = new JsonObject { ["before_taxes"] = 10, ["taxes"] = new JsonArray(new JsonObject { ["name"] = "VAT", ["amount"] = 2.1m }) };
        foreach (var (type, property) in new[] { ("Session", "total_cost"), ("CDR", "total_cost") })
        {
            CheckJson("2.1.1", type, property, "10.50", null, null);
            CheckJson("2.1.1", type, property, withVat.ToJsonString(), RuleName.Type, Severity.Error);
            CheckJson("2.2 2.2.1", type, property, withVat.ToJsonString(), null, null);
            CheckJson(From22, type, property, "10.50", RuleName.Type, Severity.Error);
            CheckJson("2.3.0", type, property, withTaxes.ToJsonString(), null, null);
            Expect.Finding(OcpiVersion.V230, type, With(OcpiVersion.V230, type, property, withVat.DeepClone()), $"/{property}/before_taxes", RuleName.Required);
            Expect.Finding(OcpiVersion.V221, type, With(OcpiVersion.V221, type, property, withTaxes.DeepClone()), $"/{property}/excl_vat", RuleName.Required);
        }
    }

    private static void Check(string versions, string type, string property, string value, string? rule, Severity? severity) =>
        CheckJson(versions, type, property, JsonValue.Create(value)!.ToJsonString(), rule, severity);

    private static void CheckJson(string versions, string type, string property, string json, string? rule, Severity? severity)
    {
        foreach (var version in Expect.Versions(versions))
        {
            var document = With(version, type, property, JsonNode.Parse(json));
            var findings = Expect.Findings(version, type, document).Where(finding => finding.Path == "/" + property).ToList();
            if (rule is null)
            {
                Assert.Empty(findings);
                continue;
            }

            var finding = Expect.Finding(version, type, document, "/" + property, rule);
            Assert.True(finding.Severity == severity, $"{version}: {finding}");
        }
    }

    private static JsonObject With(OcpiVersion version, string type, string property, JsonNode? value)
    {
        var document = SampleDocuments.Full(version, type);
        document[property] = value;
        return document;
    }
}
