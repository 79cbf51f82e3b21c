using System.Text.Json.Nodes;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>The objects of Charging profiles, HubClientInfo and Invoice reconciliation. Written from the catalogue, not from the tables.</summary>
public sealed class CallModuleTests
{
    private const string From22 = "2.2 2.2.1 2.3.0";

    [Theory]
    [InlineData(From22, "ChargingProfileResponse", "result timeout", "")]
    [InlineData(From22, "ActiveChargingProfileResult", "result", "profile")]
    [InlineData(From22, "ChargingProfileResult", "result", "")]
    [InlineData(From22, "ClearProfileResult", "result", "")]
    [InlineData(From22, "SetChargingProfile", "charging_profile response_url", "")]
    [InlineData(From22, "ActiveChargingProfile", "start_date_time charging_profile", "")]
    [InlineData(From22, "ChargingProfile", "charging_rate_unit", "start_date_time duration min_charging_rate charging_profile_period")]
    [InlineData(From22, "ChargingProfilePeriod", "start_period limit", "")]
    [InlineData(From22, "ClientInfo", "party_id country_code role status last_updated", "")]
    [InlineData("2.3.0", "InvoiceReconciliationRecord", "country_code party_id id invoice_id cdrs last_updated", "")]
    [Requirement("CHP-026", "CHP-028", "CHP-029", "CHP-030", "CHP-031", "CHP-032", "CHP-034", "HCI-017", "INV-016", "INV-009")]
    public void Required_properties_are_required_and_the_others_are_not(string versions, string type, string required, string optional)
    {
        foreach (var version in Expect.Versions(versions))
        {
            var names = required.Split(' ').Concat(optional.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal);
            var full = SampleDocuments.Full(version, type);
            Assert.Equal(names, full.Select(member => member.Key).Order(StringComparer.Ordinal));
            foreach (var name in required.Split(' '))
            {
                var document = full.DeepClone().AsObject();
                document.Remove(name);
                Assert.Contains(Expect.Findings(version, type, document), finding => finding is { Severity: Severity.Error } && finding.Path.StartsWith("/" + name, StringComparison.Ordinal));
            }

            foreach (var name in optional.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "profile"))
            {
                var document = full.DeepClone().AsObject();
                document.Remove(name);
                Expect.Conformant(version, type, document);
            }
        }
    }

    [Theory]
    [InlineData("ChargingProfileResponse", "result", "ACCEPTED NOT_SUPPORTED REJECTED TOO_OFTEN UNKNOWN_SESSION")]
    [InlineData("ChargingProfileResult", "result", "ACCEPTED REJECTED UNKNOWN")]
    [InlineData("ClearProfileResult", "result", "ACCEPTED REJECTED UNKNOWN")]
    [InlineData("ChargingProfile", "charging_rate_unit", "W A")]
    [InlineData("ClientInfo", "status", "CONNECTED OFFLINE PLANNED SUSPENDED")]
    [Requirement("CHP-036", "CHP-037", "CHP-038", "CHP-039", "HCI-018", "EXT-008")]
    public void Enumerations_have_these_values_and_no_others(string type, string property, string values)
    {
        foreach (var version in Expect.Versions(From22))
        {
            var document = SampleDocuments.Full(version, type);
            foreach (var value in values.Split(' '))
            {
                document[property] = value;
                Expect.Conformant(version, type, document);
            }

            document[property] = "SOMETHING_ELSE";
            Expect.Finding(version, type, document, "/" + property, RuleName.Enum);
        }
    }

    [Theory]
    [InlineData("16", true)]
    [InlineData("16.5", true)]
    [InlineData("16.50", true)]
    [InlineData("16.55", false)]
    [Requirement("CHP-035")]
    public void Rates_have_one_digit_after_the_point(string rate, bool fine)
    {
        foreach (var version in Expect.Versions(From22))
        {
            foreach (var (type, property) in (ReadOnlySpan<(string, string)>)[("ChargingProfile", "min_charging_rate"), ("ChargingProfilePeriod", "limit")])
            {
                var document = SampleDocuments.Full(version, type);
                document[property] = JsonNode.Parse(rate);
                if (fine)
                {
                    Expect.Conformant(version, type, document);
                }
                else
                {
                    Assert.Equal("CHP-035", Expect.Finding(version, type, document, "/" + property, RuleName.Decimals).Requirement);
                }
            }
        }
    }

    [Theory]
    [InlineData("[0, 60, 120]", null)]
    [InlineData("[30, 60]", RuleName.Plausibility)]
    [InlineData("[0, 60, 60]", RuleName.Order)]
    [InlineData("[0, 120, 60]", RuleName.Order)]
    [Requirement("CHP-034")]
    public void Stretches_start_at_0_and_follow_each_other(string starts, string? rule)
    {
        foreach (var version in Expect.Versions(From22))
        {
            var profile = SampleDocuments.Full(version, "ChargingProfile");
            profile["charging_profile_period"] = new JsonArray([.. JsonNode.Parse(starts)!.AsArray().Select(start => new JsonObject { ["start_period"] = (int)start!, ["limit"] = 16 })]);
            if (rule is null)
            {
                Expect.Conformant(version, "ChargingProfile", profile);
            }
            else
            {
                Expect.Finding(version, "ChargingProfile", profile, "/charging_profile_period", rule);
            }
        }
    }

    [Fact]
    [Requirement("CHP-028")]
    public void Accepted_result_without_the_profile_is_noted_and_another_needs_none()
    {
        foreach (var version in Expect.Versions(From22))
        {
            Expect.Finding(version, "ActiveChargingProfileResult", new JsonObject { ["result"] = "ACCEPTED" }, "/profile", RuleName.Combination);
            Expect.Conformant(version, "ActiveChargingProfileResult", new JsonObject { ["result"] = "REJECTED" });
        }
    }

    [Fact]
    [Requirement("CHP-002", "HCI-021")]
    public void Version_211_has_none_of_them()
    {
        foreach (var type in (ReadOnlySpan<string>)["ChargingProfile", "SetChargingProfile", "ClientInfo", "InvoiceReconciliationRecord"])
        {
            Assert.Contains(Expect.Findings(Ocpi.Model.Common.OcpiVersion.V211, type, new JsonObject()), finding => finding.Rule == RuleName.UnknownObject);
        }
    }

    [Theory]
    [InlineData(39)]
    [InlineData(36)]
    [Requirement("INV-018")]
    public void Record_names_credit_CDRs_by_their_whole_id(int length)
    {
        var record = SampleDocuments.Full(Ocpi.Model.Common.OcpiVersion.V230, "InvoiceReconciliationRecord");
        record["cdrs"] = new JsonArray(new string('9', length));
        Assert.DoesNotContain(Expect.Findings(Ocpi.Model.Common.OcpiVersion.V230, "InvoiceReconciliationRecord", record), finding => finding.Severity == Severity.Error);
    }
}
