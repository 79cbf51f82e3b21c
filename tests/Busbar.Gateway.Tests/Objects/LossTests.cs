using System.Text.Json.Nodes;
using Busbar.Core.Losses;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using static Busbar.Gateway.Tests.Objects.Samples;

namespace Busbar.Gateway.Tests.Objects;

/// <summary>What a version cannot show of an object is told per object, and counted per connection.</summary>
public sealed class LossTests : IAsyncLifetime
{
    private ObjectGateway _gateway = null!;
    private Partner _cpo = null!;
    private Partner _old = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LossReader Reader => _gateway.Get<LossReader>();

    public async ValueTask InitializeAsync()
    {
        _gateway = await ObjectGateway.StartAsync();
        _cpo = await _gateway.ConnectCpoAsync(OcpiVersion.V230);
        _old = await _gateway.ConnectEmspAsync(OcpiVersion.V221);
        var rich = Location("NL/CPO", "RICH", Monday, Evse("E1"));
        rich["help_phone"] = "+31201234567";
        rich["evses"]!.AsArray().Add((JsonNode)Unequipped());
        foreach (var location in (JsonObject[])[Location("NL/CPO", "PLAIN", Monday, Evse("E1")), rich])
        {
            Assert.Equal(201, (await _cpo.PutAsync($"receiver/locations/NL/CPO/{location["id"]}", location.ToJsonString())).Http);
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Objects_of_which_something_is_lost_are_listed_with_each_loss()
    {
        var page = await Reader.ReadAsync(Query(), Cancellation);

        var found = Assert.Single(page.Items, item => item.Key.Id == "RICH");
        Assert.Equal((OcpiVersion.V230, OcpiVersion.V221, null), (found.From, found.To, found.Withheld));
        Assert.Contains(found.Losses, loss => loss.Path == "/help_phone");
        Assert.Contains(found.Losses, loss => loss is { Path: "/evses/1", Rule: "AMD-014" });
        Assert.DoesNotContain(page.Items, item => item.Key.Id == "PLAIN");
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task One_object_is_found_by_its_id_and_owner_and_only_by_who_may_see_it()
    {
        Assert.Single((await Reader.ReadAsync(Query() with { ObjectId = "rich", Owner = new PartyId("NL", "CPO"), Module = ModuleId.Locations }, Cancellation)).Items);
        Assert.Empty((await Reader.ReadAsync(Query() with { ObjectId = "RICH", Owner = new PartyId("BE", "CPO") }, Cancellation)).Items);
        Assert.Empty((await Reader.ReadAsync(Query() with { ObjectId = "RICH", Reader = _cpo.Connection }, Cancellation)).Items);
        Assert.Single((await Reader.ReadAsync(new LossQuery { Version = OcpiVersion.V221, ObjectId = "RICH", Limit = 10 }, Cancellation)).Items);
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended()
    {
        var first = await Reader.ReadAsync(Query() with { Limit = 1 }, Cancellation);
        var rest = await Reader.ReadAsync(Query() with { After = first.Next }, Cancellation);

        Assert.Single(first.Items);
        Assert.DoesNotContain(rest.Items, item => item.Key == first.Items[0].Key);
    }

    [Fact]
    public async Task Version_without_the_module_withholds_the_object()
    {
        var withheld = await Reader.ReadAsync(new LossQuery { Version = OcpiVersion.V211, Module = ModuleId.Locations, Limit = 10 }, Cancellation);

        Assert.All(withheld.Items, item => Assert.Equal(OcpiVersion.V211, item.To));
        Assert.Contains(withheld.Items, item => item.Key.Id == "RICH");
    }

    [Fact]
    public async Task Served_losses_are_counted_by_connection_and_rule()
    {
        await _old.GetAsync("sender/locations");

        var counts = await _gateway.Get<LossCounters>().ReadAsync(Cancellation);
        Assert.NotEmpty(counts);
        Assert.All(counts, count => Assert.Equal(_old.Connection.Id, count.Connection));
    }

    private LossQuery Query() => new() { Reader = _old.Connection, Version = OcpiVersion.V221, Limit = 100 };

    private static JsonObject Unequipped()
    {
        var evse = Evse("E2");
        evse["connectors"] = new JsonArray();
        return evse;
    }
}
