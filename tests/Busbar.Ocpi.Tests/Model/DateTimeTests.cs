using System.Text;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Wire.Json;
using Busbar.Testing;

namespace Busbar.Ocpi.Tests.Model;

public sealed class DateTimeTests
{
    [Theory]
    [Requirement("TYP-003", "TYP-005", "TYP-006")]
    [InlineData("2025-06-24T16:40:17Z", "2025-06-24T16:40:17Z")]
    [InlineData("2025-06-24T16:40:17", "2025-06-24T16:40:17Z")]
    [InlineData("2025-06-24T16:40:17.1", "2025-06-24T16:40:17.100Z")]
    [InlineData("2025-06-24T16:40:17.120Z", "2025-06-24T16:40:17.120Z")]
    [InlineData("2025-06-24T16:40:17.123456789Z", "2025-06-24T16:40:17.123Z")]
    [InlineData("2025-06-24T16:40:17.0009Z", "2025-06-24T16:40:17Z")]
    [InlineData("2025-06-24T18:40:17+02:00", "2025-06-24T16:40:17Z")]
    [InlineData("2025-06-23T23:40:17-0500", "2025-06-24T04:40:17Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z")]
    public void Time_is_read_widely_and_written_in_utc(string given, string expected) =>
        Assert.Equal($$"""{"period_begin":"{{expected}}","status":"UNKNOWN"}""", Encoding.UTF8.GetString(OcpiJson.Serialize(Read(given))));

    [Fact]
    public void Time_keeps_its_precision_in_memory() =>
        Assert.True(Read("2025-06-24T16:40:17.1234567Z").PeriodBegin > Read("2025-06-24T16:40:17.123Z").PeriodBegin);

    [Theory]
    [InlineData("2025-02-30T00:00:00Z")]
    [InlineData("2025-06-24T25:00:00Z")]
    [InlineData("2025-06-24T16:40:17.Z")]
    [InlineData("2025-06-24T16:40:17ZZ")]
    [InlineData("yesterday")]
    public void Time_that_is_none_is_refused(string given) =>
        Assert.False(OcpiJson.TryDeserialize<StatusSchedule>(Document(given), out _, out _));

    private static byte[] Document(string time) => Encoding.UTF8.GetBytes($$"""{"period_begin":"{{time}}","status":"UNKNOWN"}""");

    private static StatusSchedule Read(string time) => OcpiJson.Deserialize<StatusSchedule>(Document(time));
}
