using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Tests.Contracts;
using Busbar.Ocpi.Wire.Validation;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Validation;

/// <summary>Rules that span several properties of one object.</summary>
public sealed class RuleTests
{
    private const string From22 = "2.2 2.2.1 2.3.0";
    private const string Every = "2.1.1 2.2 2.2.1 2.3.0";

    [Fact]
    [Requirement("LOC-143")]
    public void Hours_are_round_the_clock_or_listed()
    {
        Conforms(From22, "Hours", hours => hours.ReplaceWith(twentyFourSeven: true, listed: false));
        Conforms(From22, "Hours", hours => hours.ReplaceWith(twentyFourSeven: false, listed: true));
        Finds(From22, "Hours", hours => hours.ReplaceWith(twentyFourSeven: true, listed: true), "/regular_hours", RuleName.Combination, Severity.Warning, "LOC-143");
        Finds(From22, "Hours", hours => hours.ReplaceWith(twentyFourSeven: false, listed: false), "/regular_hours", RuleName.Combination, Severity.Warning, "LOC-143");
    }

    [Fact]
    [Requirement("LOC-144", "LOC-145")]
    public void Hours_in_2_1_1_hold_one_of_the_two()
    {
        Conforms("2.1.1", "Hours", hours => hours.Remove("twentyfourseven"));
        Conforms("2.1.1", "Hours", hours => hours["twentyfourseven"] = false);
        Finds("2.1.1", "Hours", hours => hours["twentyfourseven"] = true, "/regular_hours", RuleName.Combination, Severity.Warning, "LOC-144");
        Finds(
            "2.1.1", "Hours", hours => { hours.Remove("twentyfourseven"); hours.Remove("regular_hours"); }, "/regular_hours", RuleName.Combination, Severity.Warning, "LOC-144");
    }

    [Theory]
    [InlineData("22:00", "02:00")]
    [InlineData("08:00", "08:00")]
    [InlineData("08:00", "00:00")]
    [Requirement("LOC-151")]
    public void Regular_hours_end_later_than_they_begin(string begin, string end) => Finds(
        Every, "RegularHours", hours => { hours["period_begin"] = begin; hours["period_end"] = end; }, "/period_end", RuleName.Order, Severity.Warning, "LOC-151");

    [Theory]
    [InlineData("ExceptionalPeriod", "period_begin", "period_end")]
    [InlineData("StatusSchedule", "period_begin", "period_end")]
    [InlineData("CDR", "start_date_time", "end_date_time")]
    [InlineData("Session", "start_date_time", "end_date_time")]
    [InlineData("Tariff", "start_date_time", "end_date_time")]
    public void Periods_end_after_they_begin(string type, string begin, string end) => Finds(
        From22, type, value => { value[begin] = "2026-05-02T00:00:00Z"; value[end] = "2026-05-01T00:00:00Z"; }, "/" + end, RuleName.Order, Severity.Warning, null);

    [Theory]
    [InlineData(60, 40, true)]
    [InlineData(60, 39.5, true)]
    [InlineData(60, 30, false)]
    [InlineData(0.6, 0.4, false)]
    [Requirement("LOC-138", "TAR-048")]
    public void Energy_sources_add_up_to_100(double first, double second, bool conforms)
    {
        void Set(JsonObject mix) => mix["energy_sources"] = new JsonArray(
            new JsonObject { ["source"] = "SOLAR", ["percentage"] = first }, new JsonObject { ["source"] = "WIND", ["percentage"] = second });
        if (conforms)
        {
            Conforms(Every, "EnergyMix", Set);
            Conforms(Every, "Tariff", tariff => Set(tariff["energy_mix"]!.AsObject()));
        }
        else
        {
            Finds(Every, "EnergyMix", Set, "/energy_sources", RuleName.Sum, Severity.Warning, "LOC-138");
            Finds(Every, "Tariff", tariff => Set(tariff["energy_mix"]!.AsObject()), "/energy_mix/energy_sources", RuleName.Sum, Severity.Warning, "LOC-138");
        }
    }

    [Fact]
    [Requirement("LOC-163", "LOC-164", "LOC-165")]
    public void Entry_of_publish_allowed_to_has_a_usable_key()
    {
        Conforms(From22, "PublishTokenType", Keep("group_id"));
        Conforms(From22, "PublishTokenType", Keep("uid", "type"));
        Conforms(From22, "PublishTokenType", Keep("visual_number", "issuer"));
        Finds(From22, "PublishTokenType", Keep("type", "issuer"), "", RuleName.Combination, Severity.Warning, "LOC-163");
        Finds(From22, "PublishTokenType", Keep("uid"), "/type", RuleName.Combination, Severity.Warning, "LOC-164");
        Finds(From22, "PublishTokenType", Keep("visual_number"), "/issuer", RuleName.Combination, Severity.Warning, "LOC-165");
    }

    [Fact]
    [Requirement("LOC-065")]
    public void Publish_allowed_to_is_for_unpublished_locations()
    {
        Conforms(From22, "Location", location => location["publish"] = false);
        Finds(From22, "Location", location => location["publish"] = true, "/publish_allowed_to", RuleName.Combination, Severity.Warning, "LOC-065");
    }

    [Fact]
    [Requirement("LOC-087", "LOC-101", "LOC-111")]
    public void Ids_are_unique_in_their_list_ignoring_case()
    {
        Finds(Every, "Location", Twice("evses", "uid"), "/evses/1", RuleName.Unique, Severity.Warning, "LOC-087");
        Finds(Every, "EVSE", Twice("connectors", "id"), "/connectors/1", RuleName.Unique, Severity.Warning, "LOC-101");
        Finds("2.3.0", "Location", Twice("parking_places", "id"), "/parking_places/1", RuleName.Unique, Severity.Warning, "LOC-111");
        Conforms(Every, "Location", location =>
        {
            // The same connector id in two EVSEs is no repetition, and a long list is remembered beyond the stack.
            for (var i = 0; i < 40; i++)
            {
                var evse = location["evses"]![0]!.DeepClone();
                evse["uid"] = $"E{i}";
                location["evses"]!.AsArray().Add(evse);
            }
        });
        Finds(
            Every, "Location",
            location =>
            {
                for (var i = 0; i < 40; i++)
                {
                    var evse = location["evses"]![0]!.DeepClone();
                    evse["uid"] = i == 39 ? "e3" : $"E{i}";
                    location["evses"]!.AsArray().Add(evse);
                }
            },
            "/evses/40", RuleName.Unique, Severity.Warning, "LOC-087");
    }

    [Fact]
    [Requirement("LOC-097")]
    public void Evse_refers_to_a_parking_of_its_location()
    {
        Conforms("2.3.0", "Location", location => location["parking_places"]![0]!["id"] = "a-1");
        Finds("2.3.0", "Location", location => location["parking_places"]![0]!["id"] = "P9", "/evses", RuleName.Reference, Severity.Warning, "LOC-097");
        Finds("2.3.0", "Location", location => location.Remove("parking_places"), "/evses", RuleName.Reference, Severity.Warning, "LOC-097");
    }

    [Fact]
    [Requirement("LOC-112", "LOC-113", "LOC-114", "LOC-115", "LOC-117")]
    public void Parking_for_large_vehicles_tells_its_measures()
    {
        foreach (var (property, row) in new[]
        {
            ("max_vehicle_weight", "LOC-112"), ("max_vehicle_height", "LOC-113"), ("max_vehicle_length", "LOC-113"), ("max_vehicle_width", "LOC-113"),
            ("parking_space_length", "LOC-114"), ("parking_space_width", "LOC-114"), ("dangerous_goods_allowed", "LOC-115"),
        })
        {
            Finds(
                "2.3.0", "Parking", parking => { parking["vehicle_types"] = new JsonArray("BUS"); parking.Remove(property); }, "/" + property, RuleName.Combination, Severity.Info, row);
        }

        var small = SampleDocuments.Minimal(OcpiVersion.V230, "Parking");
        small["vehicle_types"] = new JsonArray("PERSONAL_VEHICLE", "MOTORCYCLE");
        Assert.Empty(Expect.Findings(OcpiVersion.V230, "Parking", small));
        Finds(
            "2.3.0", "Parking", parking => { parking["vehicle_types"] = new JsonArray("DISABLED"); parking.Remove("images"); }, "/images", RuleName.Combination, Severity.Info, "LOC-117");
    }

    [Fact]
    public void Power_in_kilowatt_and_direct_current_from_a_socket_are_implausible()
    {
        Finds(From22, "Connector", connector => connector["max_electric_power"] = 22, "/max_electric_power", RuleName.Plausibility, Severity.Warning, null);
        Finds(
            From22, "Connector", connector => { connector["power_type"] = "DC"; connector["format"] = "SOCKET"; }, "/format", RuleName.Plausibility, Severity.Warning, "LOC-133");
    }

    [Theory]
    [InlineData("ENERGY")]
    [InlineData("PARKING_TIME")]
    [Requirement("TAR-079")]
    public void Element_for_reservations_prices_flat_fees_and_time(string dimension)
    {
        Conforms(From22, "TariffElement", element => element["price_components"]![0]!["type"] = "FLAT");
        Finds(From22, "TariffElement", element => element["price_components"]![0]!["type"] = dimension, "/price_components", RuleName.Combination, Severity.Warning, "TAR-079");
    }

    [Fact]
    [Requirement("TAR-055")]
    public void Step_size_of_zero_is_for_flat_fees_only()
    {
        Conforms(Every, "PriceComponent", component => { component["type"] = "FLAT"; component["step_size"] = 0; });
        Finds(Every, "PriceComponent", component => component["step_size"] = 0, "/step_size", RuleName.Range, Severity.Warning, "TAR-055");
        Finds(Every, "PriceComponent", component => component["step_size"] = -1, "/step_size", RuleName.Range, Severity.Error, "TAR-055");
    }

    [Theory]
    [InlineData("min_kwh", "max_kwh")]
    [InlineData("min_power", "max_power")]
    [InlineData("min_duration", "max_duration")]
    public void Restriction_limits_are_in_order(string least, string greatest) => Finds(
        Every, "TariffRestrictions", value => { value[least] = 20; value[greatest] = 10; }, "/" + greatest, RuleName.Order, Severity.Warning, null);

    [Fact]
    [Requirement("TAR-085")]
    public void Restriction_end_date_is_after_its_start() => Finds(
        Every, "TariffRestrictions", value => { value["start_date"] = "2026-05-01"; value["end_date"] = "2026-05-01"; }, "/end_date", RuleName.Order, Severity.Warning, "TAR-085");

    [Fact]
    public void Amounts_with_tax_are_not_below_those_without()
    {
        Finds("2.2 2.2.1", "Price", price => { price["excl_vat"] = 10; price["incl_vat"] = 9; }, "/incl_vat", RuleName.Order, Severity.Warning, null);
        Conforms("2.2 2.2.1", "Price", price => { price["excl_vat"] = -10; price["incl_vat"] = -12; });
        Finds("2.3.0", "Price", price => price["taxes"]![0]!["amount"] = -1, "/taxes", RuleName.Order, Severity.Warning, null);
        Conforms("2.3.0", "Price", price => { price["before_taxes"] = -10; price["taxes"]![0]!["amount"] = -1; });
        Finds("2.3.0", "PriceLimit", limit => { limit["before_taxes"] = 10; limit["after_taxes"] = 9; }, "/after_taxes", RuleName.Order, Severity.Warning, null);
        Finds("2.2 2.2.1", "Tariff", tariff => tariff["max_price"]!["excl_vat"] = 1, "/max_price", RuleName.Order, Severity.Warning, null);
        Finds("2.3.0", "Tariff", tariff => tariff["max_price"]!["before_taxes"] = 1, "/max_price", RuleName.Order, Severity.Warning, null);
    }

    [Fact]
    [Requirement("CDR-006", "CDR-007", "CDR-008", "CDR-010", "CDR-011", "CDR-013")]
    public void Credit_cdr_names_the_cdr_it_takes_back_and_negates_its_cost()
    {
        Conforms(From22, "CDR", Credit);
        Finds(From22, "CDR", cdr => { Credit(cdr); cdr.Remove("credit_reference_id"); }, "/credit_reference_id", RuleName.Combination, Severity.Error, "CDR-013");
        Finds(From22, "CDR", cdr => { Credit(cdr); cdr["credit_reference_id"] = cdr["id"]!.DeepClone(); }, "/id", RuleName.Unique, Severity.Error, "CDR-006");
        Finds("2.3.0", "CDR", cdr => { Credit(cdr); cdr["total_cost"]!["before_taxes"] = 2; }, "/total_cost", RuleName.Combination, Severity.Warning, "CDR-010");
        Finds("2.2 2.2.1", "CDR", cdr => { Credit(cdr); cdr["total_cost"]!["excl_vat"] = 2; }, "/total_cost", RuleName.Combination, Severity.Warning, "CDR-010");
        Finds(From22, "CDR", cdr => cdr["credit_reference_id"] = "C0", "/credit_reference_id", RuleName.Combination, Severity.Warning, "CDR-011");
    }

    [Fact]
    [Requirement("CDR-039")]
    public void Id_of_a_cdr_has_36_characters_and_of_a_credit_39()
    {
        Conforms(From22, "CDR", cdr => cdr["id"] = new string('a', 36));
        Conforms(From22, "CDR", cdr => { Credit(cdr); cdr["id"] = new string('a', 39); });
        Finds(From22, "CDR", cdr => cdr["id"] = new string('a', 37), "/id", RuleName.Length, Severity.Warning, "CDR-039");
        Finds(From22, "CDR", cdr => { Credit(cdr); cdr["id"] = new string('a', 40); }, "/id", RuleName.Length, Severity.Warning, null);
    }

    [Fact]
    [Requirement("CDR-063")]
    public void Parking_time_is_part_of_the_total_time() => Finds(
        Every, "CDR", cdr => { cdr["total_time"] = 1; cdr["total_parking_time"] = 2; }, "/total_parking_time", RuleName.Order, Severity.Warning, "CDR-063");

    [Theory]
    [InlineData("CURRENT")]
    [InlineData("ENERGY_EXPORT")]
    [InlineData("ENERGY_IMPORT")]
    [InlineData("POWER")]
    [InlineData("STATE_OF_CHARGE")]
    [Requirement("CDR-082")]
    public void Some_dimensions_only_occur_in_sessions(string dimension)
    {
        Conforms(From22, "Session", session => session["charging_periods"]![0]!["dimensions"]![0]!["type"] = dimension);
        Finds(
            From22, "CDR", cdr => cdr["charging_periods"]![0]!["dimensions"]![0]!["type"] = dimension,
            "/charging_periods/0/dimensions/0/type", RuleName.Combination, Severity.Warning, "CDR-082");
    }

    [Fact]
    [Requirement("CDR-089")]
    public void State_of_charge_is_a_percentage() => Finds(
        From22, "CdrDimension", value => { value["type"] = "STATE_OF_CHARGE"; value["volume"] = 101; }, "/volume", RuleName.Range, Severity.Warning, "CDR-089");

    [Fact]
    [Requirement("SES-079")]
    public void Energy_of_a_session_is_in_kilowatt_hours()
    {
        Conforms(From22, "Session", session => session["kwh"] = 2);
        Conforms(From22, "Session", session => session["kwh"] = 1);
        Finds(From22, "Session", Energy(1.2, 1200), "/charging_periods", RuleName.Plausibility, Severity.Warning, "SES-079");
    }

    [Fact]
    [Requirement("CDR-102")]
    public void Tariff_of_a_charging_period_is_in_the_cdr()
    {
        Conforms(From22, "CDR", cdr => cdr["charging_periods"]![0]!.AsObject().Remove("tariff_id"));
        Conforms(From22, "CDR", cdr => { cdr["charging_periods"]![0]!["tariff_id"] = "Elsewhere"; cdr.Remove("tariffs"); });
        Finds(From22, "CDR", cdr => cdr["charging_periods"]![0]!["tariff_id"] = "Elsewhere", "/charging_periods", RuleName.Reference, Severity.Warning, "CDR-102");
    }

    [Theory]
    [InlineData("ENERGY")]
    [InlineData("MIN_CURRENT")]
    [InlineData("MIN_POWER")]
    [Requirement("CDR-083", "CDR-088")]
    public void Volumes_are_negative_when_energy_is_fed_back(string dimension) =>
        Conforms(From22, "CdrDimension", value => { value["type"] = dimension; value["volume"] = -1.5; });

    [Fact]
    [Requirement("CDR-093")]
    public void Postal_code_and_state_of_a_cdr_location_may_be_absent()
    {
        Conforms("2.2.1 2.3.0", "CdrLocation", location => { location.Remove("postal_code"); location.Remove("state"); });
        Finds("2.2", "CdrLocation", location => location.Remove("postal_code"), "/postal_code", RuleName.Required, Severity.Error, "CDR-091");
    }

    [Fact]
    [Requirement("LOC-148")]
    public void Exceptional_periods_are_moments_in_utc() => Finds(
        From22, "ExceptionalPeriod", period => period["period_begin"] = "2026-02-01T03:00:00+01:00", "/period_begin", RuleName.DateTimeOffset, Severity.Warning, "TYP-007");

    [Fact]
    [Requirement("CMD-052")]
    public void Connector_of_a_start_is_named_with_its_evse()
    {
        Conforms("2.2.1 2.3.0", "StartSession", start => { start.Remove("connector_id"); start.Remove("evse_uid"); });
        Finds("2.2.1 2.3.0", "StartSession", start => start.Remove("evse_uid"), "/evse_uid", RuleName.Combination, Severity.Error, "CMD-052");
    }

    [Fact]
    [Requirement("CRD-048")]
    public void Roles_are_unique_per_party()
    {
        Conforms(From22, "Credentials", credentials =>
        {
            var other = credentials["roles"]![0]!.DeepClone();
            other["party_id"] = "ABC";
            credentials["roles"]!.AsArray().Add(other);
        });
        Finds(
            From22, "Credentials",
            credentials =>
            {
                var again = credentials["roles"]![0]!.DeepClone();
                again["party_id"] = "tnm";
                credentials["roles"]!.AsArray().Add(again);
            },
            "/roles", RuleName.Unique, Severity.Warning, "CRD-048");
    }

    private static void Credit(JsonObject cdr)
    {
        cdr["credit"] = true;
        cdr["credit_reference_id"] = "ORIGINAL";
        cdr["total_cost"] = cdr["total_cost"]!.AsObject().ContainsKey("excl_vat") ? new JsonObject { ["excl_vat"] = -2 } : new JsonObject { ["before_taxes"] = -2 };
    }

    private static Action<JsonObject> Energy(double total, double volume) => session =>
    {
        session["kwh"] = total;
        session["charging_periods"]![0]!["dimensions"]![0]!["volume"] = volume;
    };

    private static Action<JsonObject> Keep(params string[] names) => document =>
    {
        foreach (var name in document.Select(member => member.Key).Except(names).ToList())
        {
            document.Remove(name);
        }
    };

    private static Action<JsonObject> Twice(string list, string id) => document =>
    {
        var again = document[list]![0]!.DeepClone();
        again[id] = "a-1";
        document[list]!.AsArray().Add(again);
    };

    private static void Conforms(string versions, string type, Action<JsonObject> change)
    {
        foreach (var version in Expect.Versions(versions))
        {
            Expect.Conformant(version, type, Changed(version, type, change));
        }
    }

    private static void Finds(string versions, string type, Action<JsonObject> change, string path, string rule, Severity severity, string? requirement)
    {
        foreach (var version in Expect.Versions(versions))
        {
            var finding = Expect.Finding(version, type, Changed(version, type, change), path, rule);
            Assert.Equal(severity, finding.Severity);
            if (requirement is not null)
            {
                Assert.Equal(requirement, finding.Requirement);
            }
        }
    }

    private static JsonObject Changed(OcpiVersion version, string type, Action<JsonObject> change)
    {
        var document = SampleDocuments.Full(version, type);
        change(document);
        return document;
    }
}

file static class Changes
{
    public static void ReplaceWith(this JsonObject hours, bool twentyFourSeven, bool listed)
    {
        hours["twentyfourseven"] = twentyFourSeven;
        if (!listed)
        {
            hours.Remove("regular_hours");
        }
    }
}
