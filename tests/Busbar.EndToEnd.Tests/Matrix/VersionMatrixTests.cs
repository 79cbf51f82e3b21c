using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.Matrix;

/// <summary>An operator of every version and a provider of every version, through one gateway: a whole charge, looked at from both ends.</summary>
public sealed class VersionMatrixTests(MatrixNetwork network) : IClassFixture<MatrixNetwork>
{
    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var operates in MatrixNetwork.Versions)
        {
            foreach (var provides in MatrixNetwork.Versions)
            {
                cells.Add(operates, provides);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_charge_is_told_whole_between_any_two_versions(string operates, string provides)
    {
        var (cpo, emsp) = (network.Operator(operates), network.Provider(provides));
        var cell = $"{operates}-{provides}".Replace(".", "", StringComparison.Ordinal);
        var place = new Place($"L{cell}", $"T{cell}");
        var driver = new Driver(emsp, $"U{cell}", emsp.IsOld ? null : $"REF-{cell}");

        await PublishAsync(cpo, emsp, place);
        await IssueAsync(cpo, driver);
        await AuthorizeAsync(cpo, driver, place);
        await StartAsync(cpo, driver, place, cell);
        var began = DateTimeOffset.UtcNow;
        await ChargeAsync(cpo, driver, place, $"S{cell}", began);
        await LimitAsync(cpo, emsp, $"S{cell}");
        await StopAsync(cpo, emsp, $"S{cell}", began);
        var cdr = await BillAsync(cpo, driver, place, cell, began);
        await CreditAsync(cpo, emsp, cdr);
        await LossesAsync(cpo, emsp, driver, place, cell);

        Assert.Empty(cpo.Faults);
        Assert.Empty(emsp.Faults);
    }

    [Theory]
    [InlineData("2.1.1")]
    [InlineData("2.2")]
    [InlineData("2.2.1")]
    [InlineData("2.3.0")]
    public async Task What_a_partner_lists_is_pulled_and_reaches_partners_of_every_version(string version)
    {
        var (cpo, emsp, mark) = (network.Operator(version), network.Provider(version), version.Replace(".", "", StringComparison.Ordinal));
        cpo.Listed["tariffs"] = MatrixDocuments.Tariff(cpo, $"TP{mark}");
        cpo.Listed["locations"] = MatrixDocuments.Location(cpo, $"LP{mark}", $"TP{mark}");
        emsp.Listed["tokens"] = MatrixDocuments.Token(emsp, $"UP{mark}");
        foreach (var partner in (MatrixPartner[])[cpo, emsp])
        {
            var report = await network.Gateway.Api.PostAsync($"/api/connections/{partner.Connection}/pull", new JsonObject { ["full"] = false });
            Assert.All(report["modules"]!.AsArray(), module => Assert.True((bool)module!["complete"]!, report.ToJsonString()));
        }

        foreach (var other in MatrixNetwork.Versions)
        {
            var (reader, operates) = (network.Provider(other), network.Operator(other));
            await SeesAsync(reader, $"tariffs/{cpo.Country}/{cpo.Party}/TP{mark}", _ => true);
            await SeesAsync(reader, $"locations/{cpo.Country}/{cpo.Party}/LP{mark}", _ => true);
            await SeesAsync(operates, $"tokens/{emsp.Country}/{emsp.Party}/UP{mark}", _ => true);
            Assert.Empty(reader.Faults);
            Assert.Empty(operates.Faults);
        }
    }

    /// <summary>The operator's tariff and Location arrive by push, a status change as well, and stand in the list that the provider pulls.</summary>
    private static async Task PublishAsync(MatrixPartner cpo, MatrixPartner emsp, Place place)
    {
        await cpo.PushAsync("PUT", "tariffs", place.Tariff, MatrixDocuments.Tariff(cpo, place.Tariff));
        await cpo.PushAsync("PUT", "locations", place.Location, MatrixDocuments.Location(cpo, place.Location, place.Tariff));
        await SeesAsync(emsp, $"tariffs/{cpo.Country}/{cpo.Party}/{place.Tariff}", tariff => Component(tariff) == 0.25m);
        var location = await SeesAsync(emsp, $"locations/{cpo.Country}/{cpo.Party}/{place.Location}", _ => true);
        var connector = location["evses"]![0]!["connectors"]![0]!;
        Assert.Equal(place.Tariff, emsp.IsOld ? (string)connector["tariff_id"]! : (string)connector["tariff_ids"]![0]!);
        Assert.Equal(230, (int)(emsp.IsOld ? connector["voltage"] : connector["max_voltage"])!);

        var changed = MatrixDocuments.Text(DateTimeOffset.UtcNow);
        await cpo.PushAsync("PATCH", "locations", $"{place.Location}/E1", new JsonObject { ["status"] = "CHARGING", ["last_updated"] = changed });
        await Eventually.TrueAsync(
            () => EvseStatus(emsp, cpo, place) == "CHARGING", "the provider sees the status", () => Evidence(emsp), TestContext.Current.CancellationToken);

        var listed = Assert.Single(await emsp.ListAsync("locations"), item => (string)item["id"]! == place.Location);
        Assert.Equal("CHARGING", (string)listed["evses"]![0]!["status"]!);
        Assert.Contains(await emsp.ListAsync("tariffs"), item => (string)item["id"]! == place.Tariff);
    }

    private static async Task IssueAsync(MatrixPartner cpo, Driver driver)
    {
        var emsp = driver.Provider;
        await emsp.PushAsync("PUT", "tokens", driver.Uid, MatrixDocuments.Token(emsp, driver.Uid));
        var token = await SeesAsync(cpo, $"tokens/{emsp.Country}/{emsp.Party}/{driver.Uid}", _ => true);
        Assert.Equal(driver.Contract, (string)token[cpo.IsOld ? "auth_id" : "contract_id"]!);
        Assert.Contains(await cpo.ListAsync("tokens"), item => (string)item["uid"]! == driver.Uid);
    }

    /// <summary>The operator asks, the provider is asked, and what it allows comes back as the operator's version says it.</summary>
    private static async Task AuthorizeAsync(MatrixPartner cpo, Driver driver, Place place)
    {
        if (driver.Reference is { } reference)
        {
            driver.Provider.References[driver.Uid] = reference;
        }

        var where = new JsonObject { ["location_id"] = place.Location, ["evse_uids"] = new JsonArray("E1") };
        var answer = await cpo.AskAsync("POST", $"{cpo.Endpoint("tokens", "SENDER")}/{driver.Uid}/authorize", where);

        Assert.Empty(cpo.Sheet.Faults("AuthorizationInfo", answer));
        Assert.Equal("ALLOWED", (string)answer["allowed"]!);
        Assert.Contains(driver.Provider.Asked, asked => asked.Name == driver.Uid && (string)asked.Body!["location_id"]! == place.Location);
        if (!cpo.IsOld)
        {
            Assert.Equal(driver.Contract, (string)answer["token"]!["contract_id"]!);
            Assert.Equal(driver.Reference, (string?)answer["authorization_reference"]);
        }
    }

    /// <summary>The provider starts the session, the operator is told by whom and where, and its result goes to where the provider wants it.</summary>
    private static async Task StartAsync(MatrixPartner cpo, Driver driver, Place place, string cell)
    {
        var emsp = driver.Provider;
        var command = new JsonObject
        {
            ["response_url"] = emsp.ResponseUrl($"start-{cell}"), ["token"] = MatrixDocuments.Token(emsp, driver.Uid), ["location_id"] = place.Location, ["evse_uid"] = "E1",
        };
        if (driver.Reference is { } reference)
        {
            command["authorization_reference"] = reference;
        }

        var received = await CommandAsync(cpo, emsp, "START_SESSION", command, body => (string)body["location_id"]! == place.Location);
        Assert.Equal("E1", (string)received["evse_uid"]!);
        Assert.Equal(driver.Uid, (string)received["token"]!["uid"]!);
        Assert.Equal(driver.Contract, (string)received["token"]![cpo.IsOld ? "auth_id" : "contract_id"]!);
        Assert.Equal(cpo.IsOld ? null : driver.Reference, (string?)received["authorization_reference"]);
        await ResultAsync(cpo, emsp, received, $"start-{cell}");
    }

    /// <summary>PUT and PATCH of the operator's Session reach the provider, whose version names the token, the place and the reference as far as it can.</summary>
    private static async Task ChargeAsync(MatrixPartner cpo, Driver driver, Place place, string id, DateTimeOffset began)
    {
        var emsp = driver.Provider;
        var path = $"sessions/{cpo.Country}/{cpo.Party}/{id}";
        await cpo.PushAsync("PUT", "sessions", id, MatrixDocuments.Session(cpo, driver, id, place.Location, began));
        var session = await SeesAsync(emsp, path, _ => true);
        if (emsp.IsOld)
        {
            Assert.Equal(driver.Contract, (string)session["auth_id"]!);
            Assert.Equal(place.Location, (string)session["location"]!["id"]!);
            Assert.Equal("E1", (string)session["location"]!["evses"]![0]!["uid"]!);
        }
        else
        {
            AssertToken(driver, session["cdr_token"]!);
            Assert.Equal((place.Location, "E1", "1"), ((string)session["location_id"]!, (string)session["evse_uid"]!, (string)session["connector_id"]!));
            Assert.Equal(driver.Reference, (string?)session["authorization_reference"]);
            Assert.Equal("COMMAND", (string)session["auth_method"]!);
        }

        await cpo.PushAsync("PATCH", "sessions", id, new JsonObject { ["kwh"] = JsonNode.Parse("5.25"), ["last_updated"] = MatrixDocuments.Text(began.AddSeconds(1)) });
        await SeesAsync(emsp, path, state => state["kwh"]!.GetValue<decimal>() == 5.25m);
    }

    /// <summary>The provider limits the session, where both versions can; an operator of 2.1.1 is not asked, and a provider of 2.1.1 finds no such module.</summary>
    private static async Task LimitAsync(MatrixPartner cpo, MatrixPartner emsp, string session)
    {
        if (emsp.IsOld)
        {
            Assert.False(emsp.Finds("chargingprofiles", "RECEIVER"));
            return;
        }

        var profile = new JsonObject
        {
            ["charging_profile"] = new JsonObject
            {
                ["charging_rate_unit"] = "W", ["charging_profile_period"] = new JsonArray(new JsonObject { ["start_period"] = 0, ["limit"] = JsonNode.Parse("7400.0") }),
            },
            ["response_url"] = emsp.ResponseUrl($"profile-{session}"),
        };
        var answer = await emsp.AskAsync("PUT", $"{emsp.Endpoint("chargingprofiles", "RECEIVER")}/{session}", profile);
        Assert.Empty(emsp.Sheet.Faults("ChargingProfileResponse", answer));
        Assert.Equal(cpo.IsOld ? "NOT_SUPPORTED" : "ACCEPTED", (string)answer["result"]!);
        if (!cpo.IsOld)
        {
            var received = Assert.Single(cpo.Asked, asked => asked.Name == $"profile {session}").Body!;
            Assert.Equal(7400.0m, received["charging_profile"]!["charging_profile_period"]![0]!["limit"]!.GetValue<decimal>());
            await ResultAsync(cpo, emsp, received, $"profile-{session}");
        }
    }

    private static async Task StopAsync(MatrixPartner cpo, MatrixPartner emsp, string session, DateTimeOffset began)
    {
        var command = new JsonObject { ["response_url"] = emsp.ResponseUrl($"stop-{session}"), ["session_id"] = session };
        var received = await CommandAsync(cpo, emsp, "STOP_SESSION", command, body => (string)body["session_id"]! == session);
        await ResultAsync(cpo, emsp, received, $"stop-{session}");

        var ended = MatrixDocuments.Text(began.AddSeconds(2));
        await cpo.PushAsync("PATCH", "sessions", session, new JsonObject
        {
            ["status"] = "COMPLETED", ["kwh"] = JsonNode.Parse("10.5"), [cpo.IsOld ? "end_datetime" : "end_date_time"] = ended, ["last_updated"] = ended,
        });
        await SeesAsync(emsp, $"sessions/{cpo.Country}/{cpo.Party}/{session}", state =>
            (string)state["status"]! == "COMPLETED" && state[emsp.IsOld ? "end_datetime" : "end_date_time"] is not null);
    }

    /// <summary>The CDR is posted once with the operator's amount, and the operator reads back at the gateway what it sent.</summary>
    private static async Task<JsonObject> BillAsync(MatrixPartner cpo, Driver driver, Place place, string cell, DateTimeOffset began)
    {
        var emsp = driver.Provider;
        var cdr = MatrixDocuments.Cdr(cpo, driver, $"C{cell}", $"S{cell}", place.Location, began, began.AddSeconds(3));
        var (status, envelope, location) = await cpo.PostCdrAsync(cdr);
        Assert.True(status == 201 && (int)envelope["status_code"]! == 1000, envelope.ToJsonString());
        Assert.True(JsonNode.DeepEquals(cdr, await cpo.AskAsync("GET", location!.AbsoluteUri, null)));

        await Eventually.TrueAsync(() => emsp.Cdrs.ContainsKey($"C{cell}"), "the CDR reaches the provider", () => Evidence(emsp), TestContext.Current.CancellationToken);
        var received = emsp.Cdrs[$"C{cell}"];
        Assert.Equal(2.63m, MatrixDocuments.Net(received));
        Assert.Equal(10.5m, received["total_energy"]!.GetValue<decimal>());
        if (emsp.IsOld)
        {
            Assert.Equal(driver.Contract, (string)received["auth_id"]!);
            Assert.Equal(place.Location, (string)received["location"]!["id"]!);
        }
        else
        {
            AssertToken(driver, received["cdr_token"]!);
            Assert.Equal(place.Location, (string)received["cdr_location"]!["id"]!);
            Assert.Equal($"S{cell}", (string)received["session_id"]!);
            Assert.Equal(driver.Reference, (string?)received["authorization_reference"]);
        }

        Assert.Contains(await emsp.ListAsync("cdrs"), item => (string)item["id"]! == $"C{cell}");
        return cdr;
    }

    /// <summary>A credit CDR reaches who can read it; who cannot is not billed twice, and the operator of the gateway is told why.</summary>
    private async Task CreditAsync(MatrixPartner cpo, MatrixPartner emsp, JsonObject cdr)
    {
        if (cpo.IsOld)
        {
            return; // 2.1.1 has no way to take a CDR back
        }

        var credit = MatrixDocuments.Credit(cpo, cdr);
        var id = (string)credit["id"]!;
        var (status, envelope, _) = await cpo.PostCdrAsync(credit);
        Assert.True(status == 201 && (int)envelope["status_code"]! == 1000, envelope.ToJsonString());
        if (!emsp.IsOld)
        {
            await Eventually.TrueAsync(() => emsp.Cdrs.ContainsKey(id), "the credit CDR reaches the provider", () => Evidence(emsp), TestContext.Current.CancellationToken);
            Assert.Equal(-2.63m, MatrixDocuments.Net(emsp.Cdrs[id]));
            Assert.True((bool)emsp.Cdrs[id]["credit"]!);
            Assert.Equal((string)cdr["id"]!, (string)emsp.Cdrs[id]["credit_reference_id"]!);
            return;
        }

        var refusal = await Eventually.GetAsync(
            async () => (await network.Gateway.Api.GetAsync($"/api/refusals?connection={emsp.Connection}"))["items"]!.AsArray()
                .FirstOrDefault(item => item!["object"]?.ToJsonString().Contains(id, StringComparison.Ordinal) == true || item.ToJsonString().Contains(id, StringComparison.Ordinal)),
            "the operator is told of the credit CDR", () => Evidence(emsp), TestContext.Current.CancellationToken);
        Assert.Contains("2.1.1", (string)refusal["reason"]!, StringComparison.Ordinal);
        Assert.False(emsp.Cdrs.ContainsKey(id));
    }

    /// <summary>What the other version could not carry is told, by object and rule, and nothing else is; between equal versions there is nothing to tell.</summary>
    private async Task LossesAsync(MatrixPartner cpo, MatrixPartner emsp, Driver driver, Place place, string cell)
    {
        Assert.Equal(MatrixLosses.Location(cpo.Version, emsp.Version), await LostAsync(cpo, emsp, "locations", place.Location));
        Assert.Equal(MatrixLosses.Tariff(cpo.Version, emsp.Version), await LostAsync(cpo, emsp, "tariffs", place.Tariff));
        Assert.Equal(MatrixLosses.Token(emsp.Version, cpo.Version), await LostAsync(emsp, cpo, "tokens", driver.Uid));
        Assert.Equal(MatrixLosses.Session(cpo.Version, emsp.Version), await LostAsync(cpo, emsp, "sessions", $"S{cell}"));
        Assert.Equal(MatrixLosses.Cdr(cpo.Version, emsp.Version), await LostAsync(cpo, emsp, "cdrs", $"C{cell}"));
        if (!cpo.IsOld && emsp.IsOld)
        {
            var credit = (await network.Gateway.Api.GetAsync($"/api/losses?connection={emsp.Connection}&module=cdrs&id=C{cell}-C"))["items"]!.AsArray();
            Assert.True((bool)Assert.Single(credit)!["withheld"]!);
        }
    }

    /// <summary>The rules by which an object lost something on its way, in order.</summary>
    private async Task<IEnumerable<string>> LostAsync(MatrixPartner owner, MatrixPartner reader, string module, string id)
    {
        var told = (await network.Gateway.Api.GetAsync($"/api/losses?connection={reader.Connection}&module={module}&id={id}"))["items"]!.AsArray();
        Assert.All(told, item => Assert.Equal((owner.Version, reader.Version, false), ((string)item!["from"]!, (string)item["to"]!, (bool)item["withheld"]!)));
        return [.. told.SelectMany(item => item!["losses"]!.AsArray()).Select(loss => (string)loss!["rule"]!).Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<JsonObject> CommandAsync(MatrixPartner cpo, MatrixPartner emsp, string name, JsonObject command, Func<JsonObject, bool> mine)
    {
        // 2.1.1 cannot say whom it means; later versions need not, where the place or the session tells it.
        var answer = await emsp.AskAsync("POST", $"{emsp.Endpoint("commands", "RECEIVER")}/{name}", command);
        Assert.Empty(emsp.Sheet.Faults("CommandResponse", answer));
        Assert.Equal("ACCEPTED", (string)answer["result"]!);
        return Assert.Single(cpo.Asked, asked => asked.Name == name && mine(asked.Body!)).Body!;
    }

    private static async Task ResultAsync(MatrixPartner cpo, MatrixPartner emsp, JsonObject command, string expected)
    {
        var (status, envelope, _) = await cpo.SendAsync("POST", (string)command["response_url"]!, new JsonObject { ["result"] = "ACCEPTED" });
        Assert.True(status == 200 && (int)envelope["status_code"]! == 1000, envelope.ToJsonString());
        await Eventually.TrueAsync(() => emsp.Results.ContainsKey(expected), "the result reaches the provider", () => Evidence(emsp), TestContext.Current.CancellationToken);
        Assert.Equal("ACCEPTED", (string)emsp.Results[expected]["result"]!);
    }

    private static async Task<JsonObject> SeesAsync(MatrixPartner partner, string path, Func<JsonObject, bool> condition)
    {
        await Eventually.TrueAsync(
            () => partner.Objects.TryGetValue(path, out var state) && condition(state), $"{path} is seen by {partner.Role} {partner.Version}", () => Evidence(partner),
            TestContext.Current.CancellationToken);
        return partner.Objects[path];
    }

    private static string? EvseStatus(MatrixPartner emsp, MatrixPartner cpo, Place place)
    {
        var path = $"locations/{cpo.Country}/{cpo.Party}/{place.Location}";
        return emsp.Objects.TryGetValue($"{path}/E1", out var evse) && evse["status"] is { } own
            ? (string)own!
            : (string?)emsp.Objects.GetValueOrDefault(path)?["evses"]?[0]?["status"];
    }

    private static decimal Component(JsonObject tariff) => tariff["elements"]![0]!["price_components"]![0]!["price"]!.GetValue<decimal>();

    private static void AssertToken(Driver driver, JsonNode token)
    {
        Assert.Equal((driver.Uid, "RFID", driver.Contract), ((string)token["uid"]!, (string)token["type"]!, (string)token["contract_id"]!));
        if (token["party_id"] is { } party)
        {
            Assert.Equal(driver.Provider.Party, (string)party!);
        }
    }

    private static string Evidence(MatrixPartner partner) =>
        $"{string.Join("; ", partner.Faults)} Objects: {string.Join(", ", partner.Objects.Keys)}. CDRs: {string.Join(", ", partner.Cdrs.Keys)}. Results: {string.Join(", ", partner.Results.Keys)}.";

    private sealed record Place(string Location, string Tariff);
}
