using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Wire;

public sealed class PageRequestTests
{
    private readonly List<Tolerated> _tolerated = [];

    [Fact]
    [Requirement("TRN-029", "TRN-030")]
    public void Read_nothing_gives_the_first_page_of_the_servers_size()
    {
        var page = Read("");
        Assert.Equal(0, page!.Offset);
        Assert.Equal(100, page.Limit);
        Assert.Null(page.DateFrom);
        Assert.Null(page.DateTo);
    }

    [Fact]
    [Requirement("TRN-029", "TRN-030", "TRN-031")]
    public void Read_all_parameters()
    {
        var page = Read("?date_from=2025-01-01T00:00:00Z&date_to=2025-02-01T00%3A00%3A00.500Z&offset=20&limit=10&cursor=abc");
        Assert.Equal(20, page!.Offset);
        Assert.Equal(10, page.Limit);
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), page.DateFrom);
        Assert.Equal(new DateTimeOffset(2025, 2, 1, 0, 0, 0, 500, TimeSpan.Zero), page.DateTo);
        Assert.Equal("abc", page.Cursor);
        Assert.Empty(_tolerated);
    }

    [Theory]
    [InlineData("10000000")]
    [InlineData("99999999999999999999999999")]
    [Requirement("TRN-047")]
    public void Read_limit_above_the_maximum_is_the_maximum(string limit) => Assert.Equal(100, Read($"limit={limit}")!.Limit);

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=ten")]
    [InlineData("limit=")]
    [InlineData("limit=1.5")]
    [InlineData("offset=-1")]
    [InlineData("offset=x")]
    [InlineData("date_from=yesterday")]
    [InlineData("date_to=2025-13-01T00:00:00Z")]
    public void Read_value_without_meaning_is_refused_with_its_name(string query)
    {
        Assert.Null(PageRequest.Read(OcpiQuery.Parse(query), 100, _tolerated, out var problem));
        Assert.Contains(query[..query.IndexOf('=')], problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-01-01T01:08:01.123", "2018-01-01T01:08:01.123Z", null)]
    [InlineData("2018-01-01T01:08:01", "2018-01-01T01:08:01Z", null)]
    [InlineData("2018-01-01T01:08:01+00:00", "2018-01-01T01:08:01Z", "date-time.offset")]
    [InlineData("2018-01-01T01:08:01 02:00", "2017-12-31T23:08:01Z", "date-time.offset")]
    [InlineData("2018-01-01T01:08:01%2B02:00", "2017-12-31T23:08:01Z", "date-time.offset")]
    [InlineData("2018-01-01t01:08:01z", "2018-01-01T01:08:01Z", "date-time.letters")]
    [InlineData("2018-01-01", "2018-01-01T00:00:00Z", "date-time.date-only")]
    [InlineData("2025-01-29T15:52:15.6430000561Z", "2025-01-29T15:52:15.643Z", "date-time.decimals")]
    public void Read_date_in_any_form_with_one_meaning(string text, string expected, string? rule)
    {
        var page = Read($"date_from={text}");
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), page!.DateFrom);
        Assert.Equal(rule, _tolerated.SingleOrDefault()?.Rule);
    }

    private PageRequest? Read(string query) => PageRequest.Read(OcpiQuery.Parse(query), 100, _tolerated, out _);
}
