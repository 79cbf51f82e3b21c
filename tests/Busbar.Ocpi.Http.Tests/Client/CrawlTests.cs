using System.Globalization;
using System.Text;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Testing;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Http.Tests.Client;

public sealed class CrawlTests : ClientRig
{
    private string? _link;
    private int _total = 7;

    [Theory]
    [InlineData("<http://{host}/sender/locations?offset={next}&limit=3>; rel=\"next\"", null)]
    [InlineData("</sender/locations?offset={next}&limit=3>; rel=\"next\"", null)]
    [InlineData("<http://{host}/sender/locations/?offset={next}&limit=3>;rel=next", null)]
    [InlineData("<http://internal:8080/sender/locations?offset={next}&limit=3>; rel=\"next\"", "link.origin")]
    [Requirement("TRN-048", "TRN-087")]
    public async Task Crawl_follows_the_link_to_the_end(string link, string? rule)
    {
        _link = link;
        Behaviour = ServeAsync;
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], Ids(pages));
        Assert.All(pages, page => Assert.True(page.Response.IsSuccess));
        Assert.Equal(7, pages[0].Response.TotalCount);
        Assert.Equal(3, pages[0].Response.Limit);
        Assert.Equal(rule, pages[0].Response.Tolerated.SingleOrDefault()?.Rule);
        Assert.All(Requests, request => Assert.Equal("Token ZXhhbXBsZS10b2tlbg==", request.Headers["Authorization"]));
        Assert.Single(Requests.Select(request => request.Headers["X-Correlation-ID"]).Distinct());
        Assert.Equal(3, Requests.Select(request => request.Headers["X-Request-ID"]).Distinct().Count());
    }

    [Fact]
    public async Task First_request_carries_the_filters()
    {
        Behaviour = http => http.Response.WriteAsync("""{"data":[],"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        await CrawlAsync(new ListQuery
        {
            DateFrom = new DateTimeOffset(2025, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)),
            DateTo = new DateTimeOffset(2025, 2, 1, 0, 0, 0, TimeSpan.Zero),
            Offset = 5,
            Limit = 50,
        });
        Assert.Equal(
            "/sender/locations?date_from=2025-01-01T00:00:00Z&date_to=2025-02-01T00:00:00Z&offset=5&limit=50",
            Uri.UnescapeDataString(Assert.Single(Requests).Target));
    }

    [Fact]
    public async Task Crawl_never_takes_the_token_to_another_host()
    {
        _link = "<http://evil.example/other?offset={next}>; rel=\"next\"";
        Behaviour = ServeAsync;
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(OcpiFailure.Refused, Assert.Single(pages).Response.Failure);
        Assert.Equal(3, pages[0].Objects.Count);
        Assert.Single(Requests);
    }

    [Fact]
    public async Task Crawl_without_link_goes_on_while_pages_are_full()
    {
        Behaviour = ServeAsync;
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(7, Ids(pages).Count);
        Assert.Equal("link.missing", Assert.Single(pages[0].Response.Tolerated).Rule);
        Assert.Equal(3, Requests.Count);
    }

    [Fact]
    public async Task Loop_before_the_end_is_a_failure_and_a_last_page_that_links_to_itself_is_not()
    {
        _link = "</sender/locations?offset=3&limit=3>; rel=\"next\"";
        Behaviour = ServeAsync;
        var endless = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(OcpiFailure.Refused, endless[^1].Response.Failure);
        Assert.Equal(2, Requests.Count);

        _total = 6;
        var habit = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(["0", "1", "2", "3", "4", "5"], Ids(habit));
        Assert.All(habit, page => Assert.True(page.Response.IsSuccess));
    }

    [Fact]
    public async Task Empty_page_ends_a_crawl_whose_links_never_do()
    {
        _link = "</sender/locations?offset={next}&limit=3>; rel=\"next\"";
        Behaviour = http => ServeAsync(http, always: true);
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(7, Ids(pages).Count);
        Assert.Empty(pages[^1].Objects);
    }

    [Fact]
    public async Task Empty_page_in_the_middle_is_passed_and_a_row_of_them_is_not()
    {
        _link = "</sender/locations?offset={next}&limit=3>; rel=\"next\"";
        Behaviour = http => http.Request.Query["offset"] == "3" ? EmptyAsync(http, 6) : ServeAsync(http);
        Assert.Equal(["0", "1", "2", "6"], Ids(await CrawlAsync(new ListQuery { Limit = 3 })));
        Behaviour = http => EmptyAsync(http, Requests.Count * 3);
        Assert.InRange((await CrawlAsync(new ListQuery { Limit = 3 })).Count, 2, 5);

        Task EmptyAsync(HttpContext http, int next)
        {
            http.Response.Headers["X-Total-Count"] = _total.ToString(CultureInfo.InvariantCulture);
            http.Response.Headers.Link = _link!.Replace("{next}", next.ToString(CultureInfo.InvariantCulture));
            return http.Response.WriteAsync("""{"data":[],"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        }
    }

    [Fact]
    public async Task Resumed_crawl_counts_what_came_before()
    {
        _total = 6;
        _link = "</sender/locations?offset=3&limit=3>; rel=\"next\"";
        Behaviour = ServeAsync;
        var pages = await CrawlAsync(new ListQuery { ResumeAt = new Uri(Partner.Url, "/sender/locations?offset=3&limit=3") });
        Assert.True(Assert.Single(pages).Response.IsSuccess);
    }

    [Fact]
    public async Task Page_cap_ends_a_runaway()
    {
        _total = int.MaxValue;
        _link = "</sender/locations?offset={next}&limit=3>; rel=\"next\"";
        Behaviour = ServeAsync;
        var pages = await CrawlAsync(new ListQuery { Limit = 3, MaxPages = 4 });
        Assert.Equal(5, pages.Count);
        Assert.Equal(OcpiFailure.Refused, pages[^1].Response.Failure);
    }

    [Fact]
    public async Task Server_that_does_not_heed_the_offset_is_no_endless_list()
    {
        _link = "</sender/locations?offset={next}&limit=3>; rel=\"next\"";
        Behaviour = http => SameAsync(http, total: null);
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal((2, OcpiFailure.Refused, 3), (Requests.Count, pages[^1].Response.Failure, Ids(pages).Count));

        Behaviour = http => SameAsync(http, total: 9);
        Assert.Equal(OcpiFailure.Refused, (await CrawlAsync(new ListQuery { Limit = 3 }))[^1].Response.Failure);

        // All that there is stands on the page: what comes again behind it is only a habit.
        Behaviour = http => SameAsync(http, total: 3);
        var complete = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.True(complete[^1].Response.IsSuccess);
        Assert.Equal(3, Ids(complete).Count);

        Task SameAsync(HttpContext http, int? total)
        {
            var offset = int.Parse(http.Request.Query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            if (total is { } count)
                http.Response.Headers["X-Total-Count"] = count.ToString(CultureInfo.InvariantCulture);
            http.Response.Headers.Link = _link!.Replace("{next}", (offset + 3).ToString(CultureInfo.InvariantCulture));
            return http.Response.WriteAsync("""{"data":[{"id":"0"},{"id":"1"},{"id":"2"}],"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        }
    }

    [Fact]
    public async Task List_that_brings_far_more_than_it_promised_is_given_up()
    {
        Behaviour = http =>
        {
            var offset = int.Parse(http.Request.Query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            http.Response.Headers["X-Total-Count"] = "5";
            http.Response.Headers.Link = $"</sender/locations?offset={offset + 500}&limit=500>; rel=\"next\"";
            return http.Response.WriteAsync($$"""{"data":[{{string.Join(',', Enumerable.Range(offset, 500).Select(i => $$"""{"id":"{{i}}"}"""))}}],"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
        };
        var pages = await CrawlAsync(new ListQuery { Limit = 500 });
        Assert.Equal(OcpiFailure.Refused, pages[^1].Response.Failure);
        Assert.Contains("promised 5", pages[^1].Response.Message, StringComparison.Ordinal);
        Assert.InRange(Ids(pages).Count, 1000, 1500);
    }

    [Fact]
    public async Task Link_that_leads_back_before_the_end_is_a_failure()
    {
        _total = 30;
        Behaviour = http =>
        {
            var offset = int.Parse(http.Request.Query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
            _link = $"</sender/locations?offset={(offset < 6 ? offset + 3 : offset - 2)}&limit=3>; rel=\"next\"";
            return ServeAsync(http);
        };
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal((3, OcpiFailure.Refused), (Requests.Count, pages[^1].Response.Failure));
        Assert.Equal(9, Ids(pages).Count);
    }

    [Fact]
    public async Task Failure_in_the_middle_is_the_last_page_and_the_crawl_can_be_resumed_there()
    {
        _link = "</sender/locations?offset={next}&limit=3>; rel=\"next\"";
        Behaviour = http => http.Request.Query["offset"] == "3" ? Fail(http) : ServeAsync(http);
        var broken = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(OcpiFailure.HttpError, broken[^1].Response.Failure);
        Behaviour = ServeAsync;
        var resumed = await CrawlAsync(new ListQuery { ResumeAt = broken[^1].Url });
        Assert.Equal(["3", "4", "5", "6"], Ids(resumed));

        static Task Fail(HttpContext http)
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Resuming_on_another_host_is_refused()
    {
        var pages = await CrawlAsync(new ListQuery { ResumeAt = new Uri("http://evil.example/x") });
        Assert.Equal(OcpiFailure.Refused, Assert.Single(pages).Response.Failure);
        Assert.Empty(Requests);
    }

    [Theory]
    [InlineData("""{"data":null,"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""", 0)]
    [InlineData("""{"data":{"id":"0"},"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""", 1)]
    [InlineData("""[{"id":"0"},{"id":"1"}]""", 2)]
    public async Task Odd_lists_are_read(string body, int count)
    {
        Behaviour = http => http.Response.WriteAsync(body);
        Assert.Equal(count, Ids(await CrawlAsync(new ListQuery())).Count);
    }

    [Fact]
    public async Task Page_past_the_end_that_is_refused_ends_the_crawl_well()
    {
        _total = 6;
        _link = "</sender/locations?offset={next}&limit=3>; rel=\"next\"";
        Behaviour = http => int.Parse(http.Request.Query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture) < 6
            ? ServeAsync(http, always: true)
            : Refuse(http);
        var pages = await CrawlAsync(new ListQuery { Limit = 3 });
        Assert.Equal(6, Ids(pages).Count);
        Assert.True(pages[^1].Response.IsSuccess);

        static Task Refuse(HttpContext http)
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        }
    }

    private Task ServeAsync(HttpContext http) => ServeAsync(http, always: false);

    private Task ServeAsync(HttpContext http, bool always)
    {
        var offset = int.Parse(http.Request.Query["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var count = Math.Min(3, Math.Max(0, _total - offset));
        http.Response.Headers["x-total-count"] = _total.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["x-limit"] = "3";
        if (_link is not null && (always || offset + count < _total || _link.Contains("offset=3", StringComparison.Ordinal)))
            http.Response.Headers["link"] = _link.Replace("{host}", http.Request.Host.Value).Replace("{next}", (offset + 3).ToString(CultureInfo.InvariantCulture));
        var items = string.Join(',', Enumerable.Range(offset, count).Select(i => $$"""{"id":"{{i}}"}"""));
        return http.Response.WriteAsync($$"""{"data":[{{items}}],"status_code":1000,"timestamp":"2025-01-01T00:00:00Z"}""");
    }

    private async Task<List<OcpiPage>> CrawlAsync(ListQuery query)
    {
        Requests.Clear();
        var pages = new List<OcpiPage>();
        await foreach (var page in Client().GetPagesAsync(ModuleId.Locations, query, cancellation: Cancellation))
            pages.Add(page);
        return pages;
    }

    private static List<string> Ids(List<OcpiPage> pages) =>
        [.. pages.SelectMany(page => page.Objects).Select(item => Encoding.UTF8.GetString(item.Span)[7..^2])];
}
