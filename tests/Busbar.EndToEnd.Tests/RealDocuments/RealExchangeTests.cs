using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
using Busbar.EndToEnd.Tests.Outside;
using Busbar.Ocpi.Tests.RealDocuments;
using Busbar.Testing;

namespace Busbar.EndToEnd.Tests.RealDocuments;

/// <summary>Documents that others wrote go in at one door of the running gateway and out at the others: field by field, digit by digit, nothing else may change.</summary>
public sealed class RealExchangeTests
{
    /// <summary>What is faulty in the 2.3.0 documents: it has to be named, exactly so. The repaired document is loaded in its place.</summary>
    private static readonly (string File, int Status, string Pointer, string Rule, string Why, Action<JsonObject> Repair)[] Faults =
    [
        ("cdr_example.json", 422, "/tariffs/0/tax_included", "required", "The tariff in it still has the form of 2.2.1.", cdr => cdr["tariffs"]![0]!["tax_included"] = "NO"),
        ("tariff_put_example.json", 201, "/last_updated", "required", "Tolerated with a warning: the standard's own example of a PUT lacks it.", tariff => tariff["last_updated"] = "2026-01-01T00:00:00Z"),
        ("session_example_2_short_finished.json", 201, "/charging_periods", "plausibility", "Tolerated with a warning: the energy of the periods is in Wh.", _ => { }),
    ];

    [Fact]
    [Requirement("TRN-028", "TRN-061", "CRD-022", "CRD-024", "RTE-035")]
    public async Task Documents_of_2_3_0_published_by_the_operator_reach_partners_of_both_versions()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var objects = RealObject.Read(Path.Combine(RealFolder.Require(), "spec-2.3.0")).Where(item => item.Module != "tokens").ToList();
        await using var gateway = await GatewayProcess.StartAsync(cancellation);
        await HostAsync(gateway, objects, "CPO");
        for (var i = 0; i < objects.Count; i++)
        {
            objects[i] = await PublishAsync(gateway.Api, objects[i]);
        }

        await using var pushed = await PlainPartner.RegisterAsync(gateway, "2.2.1", "NL", "PSH", "EMSP");
        await using var reader = await RegisterReaderAsync(gateway, "2.3.0", objects, "EMSP");
        Assert.DoesNotContain(await reader.CrawlAsync("locations"), location => !(bool)location["publish"]!);
        await OpenUnpublishedAsync(gateway, objects, reader);
        await RealReader.CompareAsync(reader, objects, "2.3.0");
        await RealReader.ComparePushesAsync(reader, objects, "2.3.0", () => gateway.Output);
        var open = objects.Where(item => item.Module == "tariffs" || (item.Module == "locations" && (bool)item.Document["publish"]!)).ToList();
        await RealReader.ComparePushesAsync(pushed, open, "2.3.0", () => gateway.Output);
        await reader.MoveAsync("2.2.1");
        await RealReader.CompareAsync(reader, objects, "2.3.0");
        foreach (var item in objects)
        {
            RealReader.Same(item.Document, await gateway.Api.GetAsync(item.Path), $"{item.File} at the operator API");
        }
    }

    [Fact]
    [Requirement("TOK-028", "TRN-061")]
    public async Task Tokens_published_by_the_operator_reach_partners_of_both_versions()
    {
        var objects = RealObject.Read(Path.Combine(RealFolder.Require(), "spec-2.3.0")).Where(item => item.Module == "tokens").ToList();
        await using var gateway = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken);
        await HostAsync(gateway, objects, "EMSP");
        for (var i = 0; i < objects.Count; i++)
        {
            objects[i] = await PublishAsync(gateway.Api, objects[i]);
        }

        await using var reader = await PlainPartner.RegisterAsync(gateway, "2.2.1", "NL", "CPO", "CPO");
        await RealReader.CompareAsync(reader, objects, "2.3.0");
        await reader.MoveAsync("2.3.0");
        await RealReader.CompareAsync(reader, objects, "2.3.0");
    }

    [Fact]
    [Requirement("TRN-028", "TRN-061", "TRN-062", "CRD-022")]
    public async Task Documents_of_2_2_1_pushed_by_a_partner_reach_partners_of_both_versions()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var objects = RealObject.Read(Path.Combine(RealFolder.Require(), "spec-2.2.1"))
            .Select(item => item.File == "tariff_put_example.json" ? item.With(tariff => tariff["last_updated"] = "2026-01-01T00:00:00Z") : item).ToList();
        var (tokens, rest) = (objects.Where(item => item.Module == "tokens").ToList(), objects.Where(item => item.Module != "tokens").ToList());
        await using var gateway = await GatewayProcess.StartAsync(cancellation);
        var owners = Owners(rest);
        await using var cpo = await PlainPartner.RegisterAsync(gateway, "2.2.1", owners[0].Country, owners[0].Party, "CPO", [.. owners.Skip(1)]);
        await using var emsp = await RegisterReaderAsync(gateway, "2.2.1", rest, "EMSP", Owners(tokens));
        foreach (var item in objects)
        {
            var owner = item.Module == "tokens" ? emsp : cpo;
            (item.Module == "cdrs"
                ? await owner.SendAsync("POST", owner.At("cdrs/RECEIVER"), item.Document.ToJsonString())
                : await owner.SendAsync("PUT", owner.At($"{item.Module}/RECEIVER", item.Rest), item.Document.ToJsonString())).Is(201, 1000);
        }

        await OpenUnpublishedAsync(gateway, rest, emsp);
        await RealReader.ComparePushesAsync(emsp, rest, "2.2.1", () => gateway.Output);
        await RealReader.ComparePushesAsync(cpo, tokens, "2.2.1", () => gateway.Output);
        foreach (var version in (string[])["2.2.1", "2.3.0"])
        {
            await RealReader.CompareAsync(emsp, rest, "2.2.1");
            await RealReader.CompareAsync(cpo, tokens, "2.2.1");
            if (version == "2.2.1")
            {
                await emsp.MoveAsync("2.3.0");
                await cpo.MoveAsync("2.3.0");
            }
        }
    }

    [Fact]
    [Requirement("LOC-050", "TRN-054", "LOC-044", "TRM-006")]
    public async Task Patches_of_the_2_2_1_examples_are_applied_and_the_faulty_EVSE_is_refused_with_its_faults()
    {
        var folder = Path.Combine(RealFolder.Require(), "spec-2.2.1");
        await using var gateway = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken);
        await using var cpo = await PlainPartner.RegisterAsync(gateway, "2.2.1", "BE", "BEC", "CPO");
        var location = RealObject.Read(folder).Single(item => item.File == "location_example.json").Document;
        location["id"] = "LOC1";
        (await cpo.SendAsync("PUT", cpo.Own("locations", "LOC1"), location.ToJsonString())).Is(201, 1000);
        var refused = (await cpo.SendAsync("PUT", cpo.Own("locations", "LOC1/3256"), Text("location_put_example_add_evse.json"))).Is(200, 2001);
        Assert.All(
            (string[])["last_updated", "max_amperage", "max_voltage", "power_type"],
            field => Assert.Contains($"/connectors/0/{field}", refused.Message, StringComparison.Ordinal));
        RealReader.Same(location, (await cpo.SendAsync("GET", cpo.Own("locations", "LOC1"))).Is(200, 1000).Data!, "The Location after a refused EVSE");

        foreach (var (rest, file) in ((string, string)[])
            [
                ("LOC1", "location_patch_example_location.json"), ("LOC1/3256", "location_patch_example_status.json"),
                ("LOC1/3255", "location_patch_example_remove_evse.json"), ("LOC1/3256/1", "location_patch_example_tariff.json"),
            ])
        {
            var status = rest == "LOC1/3255" ? 404 : 200;
            (await cpo.SendAsync("PATCH", cpo.Own("locations", rest), Text(file))).Is(status, status == 200 ? 1000 : 2003);
        }

        const string At = "2019-06-24T12:39:09Z";
        (location["name"], location["last_updated"]) = ("Interparking Gent Zuid", At);
        var evse = location["evses"]!.AsArray().Single(item => (string?)item!["uid"] == "3256")!;
        (evse["status"], evse["last_updated"]) = ("CHARGING", At);
        var connector = evse["connectors"]!.AsArray().Single(item => (string?)item!["id"] == "1")!;
        (connector["tariff_ids"], connector["last_updated"]) = (new JsonArray("15"), At);
        RealReader.Same(location, (await cpo.SendAsync("GET", cpo.Own("locations", "LOC1"))).Is(200, 1000).Data!, "The Location after its patches");

        string Text(string file) => File.ReadAllText(Path.Combine(folder, file));
    }

    [Fact]
    public async Task Documents_of_an_access_point_in_the_form_of_2_1_1_are_refused_and_every_fault_is_named()
    {
        var folder = Path.Combine(RealFolder.Require(), "ndw");
        await using var gateway = await GatewayProcess.StartAsync(TestContext.Current.CancellationToken);
        await gateway.Api.PutAsync("/api/parties/NL/NDW/CPO", "{}");
        var (status, problem) = await gateway.Api.TrySendAsync(
            HttpMethod.Put, "/api/locations/NL/NDW/d6fc5080-74e9-40c5-9719-59fad1a87900", File.ReadAllText(Path.Combine(folder, "mapper-test-objects-test-location.json")));
        Assert.Equal(422, status);
        Assert.Equal(
            [
                "/energy_mix/environ_impact/0/category required", "/energy_mix/environ_impact/1/category required",
                "/evses/0/connectors/0/max_amperage required", "/evses/0/connectors/0/max_voltage required",
                "/evses/1/connectors/0/max_amperage required", "/evses/1/connectors/0/max_voltage required", "/publish required",
            ],
            Errors(problem));

        var tariff = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tariffs.json")))![0]!;
        (status, problem) = await gateway.Api.TrySendAsync(HttpMethod.Put, "/api/tariffs/NL/NDW/1", tariff.ToJsonString());
        Assert.Equal(422, status);
        Assert.Equal(["/currency required", "/tax_included required"], Errors(problem));
        Assert.Equal(0, (int)(await gateway.Api.GetAsync("/api/locations"))["total"]! + (int)(await gateway.Api.GetAsync("/api/tariffs"))["total"]!);
    }

    private static async Task<RealObject> PublishAsync(OperatorClient api, RealObject item)
    {
        var (status, answer) = await api.TrySendAsync(HttpMethod.Put, item.Path, item.Document.ToJsonString());
        if (Faults.FirstOrDefault(fault => fault.File == item.File) is not { File: not null } known)
        {
            Assert.True(status == 201 && answer["findings"]!.AsArray().Count == 0, $"{item.File}: HTTP {status} {answer.ToJsonString()}");
            return item;
        }

        Assert.Equal(known.Status, status);
        Assert.Equal([$"{known.Pointer} {known.Rule}"], status == 201 ? Findings(answer) : Errors(answer));
        var repaired = item.With(known.Repair);
        if (status == 201)
        {
            // An object of the time at which the faulty one arrived would not give way to an older one.
            await api.DeleteAsync(item.Path);
        }

        var loaded = await api.PutAsync(repaired.Path, repaired.Document.ToJsonString());
        Assert.True((bool)loaded["created"]!);
        return repaired;
    }

    private static async Task HostAsync(GatewayProcess gateway, IReadOnlyList<RealObject> objects, string role)
    {
        foreach (var (country, party) in Owners(objects))
        {
            await gateway.Api.PutAsync($"/api/parties/{country}/{party}/{role}", "{}");
        }
    }

    private static async Task<PlainPartner> RegisterReaderAsync(
        GatewayProcess gateway, string version, IReadOnlyList<RealObject> objects, string role, params (string Country, string Party)[] others)
    {
        var parties = objects.Select(item => item.Driver).OfType<(string Country, string Party)>().Concat(others).Distinct().ToList();
        return await PlainPartner.RegisterAsync(gateway, version, parties[0].Country, parties[0].Party, role, [.. parties.Skip(1)]);
    }

    /// <summary>Locations that are not to be published go to nobody but whom an agreement names.</summary>
    private static async Task OpenUnpublishedAsync(GatewayProcess gateway, IReadOnlyList<RealObject> objects, PlainPartner reader)
    {
        foreach (var (country, party) in Owners(objects))
        {
            await gateway.Api.PostAsync("/api/agreements", new JsonObject
            {
                ["from"] = $"{country}/{party}", ["to"] = $"{reader.Country}/{reader.Party}", ["modules"] = new JsonArray("locations"),
            });
        }
    }

    private static (string Country, string Party)[] Owners(IEnumerable<RealObject> objects) => [.. objects.Select(item => (item.Country, item.Party)).Distinct()];

    private static IEnumerable<string> Errors(JsonNode problem) =>
        problem["errors"]!.AsArray().Select(error => $"{error!["field"]} {error["rule"]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Findings(JsonNode view) => view["findings"]!.AsArray().Select(finding => $"{finding!["path"]} {finding["rule"]}");
}
