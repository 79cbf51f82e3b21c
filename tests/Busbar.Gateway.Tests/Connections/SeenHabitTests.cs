using Busbar.Core.Connections;
using Busbar.Core.Exchanges;
using Busbar.Gateway.Tests.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>What partners do otherwise than others is noted in their profiles as it is seen, once.</summary>
public sealed class SeenHabitTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private Guid _partner;
    private HabitBook _book = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PartnerHabits Seen => _gateway.Find(_partner).Profile.Seen;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync();
        _partner = (await _gateway.WaitForAsync("Partner")).Connection.Id;
        _book = new HabitBook(_gateway.Directory);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Requests_of_a_partner_show_its_headers_and_dates()
    {
        Comes(Request() with { Routing = new RoutingHeaders(null, new PartyId("NL", "TNM")) });
        Comes(Request() with { Module = ModuleId.Credentials });
        Comes(Request() with { Version = OcpiVersion.V211 });
        await _book.KeepAsync(Cancellation);
        Assert.Equal(new PartnerHabits(), Seen);

        Comes(Request() with { LowerCaseHeaders = true, Tolerated = [new("message-ids.missing", "x"), new("date-time.offset", "x")] });
        await _book.KeepAsync(Cancellation);
        Assert.Equal(new PartnerHabits { NoRoutingHeaders = true, LowerCaseHeaders = true, NoMessageIds = true, OtherDates = true }, Seen);
    }

    [Fact]
    public async Task Answers_of_a_partner_show_its_pages_and_errors()
    {
        Answers(Page(asked: 100, limit: 50));
        Answers(Page(asked: 100, limit: 25));
        Answers(Page(asked: 1, limit: 1));
        Answers(Request() with { HttpStatus = 200, OcpiStatus = OcpiStatus.Success, Limit = 2 });
        Answers(Request() with { HttpStatus = 503 });
        Answers(Request() with { HttpStatus = 400, OcpiStatus = OcpiStatus.InvalidParameters });
        await _book.KeepAsync(Cancellation);
        Assert.Equal(new PartnerHabits { PageLimit = 25 }, Seen);

        Answers(Request() with { HttpStatus = 400 });
        Answers(Request() with { HttpStatus = 200, Tolerated = [new("envelope.missing", "x"), new("envelope.timestamp-form", "x")] });
        await _book.KeepAsync(Cancellation);
        Assert.Equal(new PartnerHabits { PageLimit = 25, HttpErrors = true, NoEnvelope = true, OtherDates = true }, Seen);
    }

    [Fact]
    public async Task What_is_seen_again_changes_nothing_and_what_the_operator_puts_back_can_be_seen_again()
    {
        Answers(Page(asked: 200, limit: 50));
        await _book.KeepAsync(Cancellation);
        var changed = 0;
        _gateway.Directory.Changed += _ => changed++;
        Answers(Page(asked: 200, limit: 50));
        Answers(Page(asked: 200, limit: 100));
        await _book.KeepAsync(Cancellation);
        Assert.Equal((0, 50), (changed, Seen.PageLimit));

        await _gateway.Directory.ChangeAsync(
            snapshot => new ConnectionChange(snapshot.Find(_partner)! with { Profile = new PartnerProfile() }, TokenChanges.None), Cancellation);
        Answers(Page(asked: 200, limit: 100));
        await _book.KeepAsync(Cancellation);
        Assert.Equal(100, Seen.PageLimit);
    }

    [Fact]
    public async Task What_is_seen_of_many_partners_is_one_change_of_the_directory()
    {
        var others = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            others.Add((await _gateway.WaitForAsync($"Partner {number}")).Connection.Id);
        }

        var changed = 0;
        _gateway.Directory.Changed += _ => changed++;
        foreach (var partner in others)
        {
            _book.Note(partner, new PartnerHabits { HttpErrors = true });
        }

        await _book.KeepAsync(Cancellation);
        Assert.Equal(1, changed);
        Assert.All(others, partner => Assert.True(_gateway.Find(partner).Profile.Seen.HttpErrors));
        Assert.Equal(new PartnerHabits(), Seen);
    }

    private static ObservedExchange Request() => new()
    {
        Method = "GET", Url = "/ocpi/2.2.1/sender/locations", Version = OcpiVersion.V221, Module = ModuleId.Locations, Duration = TimeSpan.Zero,
    };

    private static ObservedExchange Page(int asked, int limit) =>
        Request() with { Url = $"/ocpi/2.2.1/sender/locations?date_from=2026-01-01T00:00:00Z&limit={asked}", HttpStatus = 200, OcpiStatus = OcpiStatus.Success, Limit = limit };

    private void Comes(ObservedExchange exchange) => Observe(exchange, ExchangeDirection.In);

    private void Answers(ObservedExchange exchange) => Observe(exchange, ExchangeDirection.Out);

    private void Observe(ObservedExchange exchange, ExchangeDirection direction) =>
        new ExchangeRecorder(new RecordedExchanges(), TimeProvider.System, direction, _ => _partner, _book).Observe(exchange);
}
