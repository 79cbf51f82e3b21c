using System.Buffers;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Wire.Http;
using Busbar.Testing;

namespace Busbar.Ocpi.Http.Tests.Wire;

public sealed class EnvelopeTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, 250, TimeSpan.FromHours(2));

    [Fact]
    [Requirement("TRN-068", "TRN-069", "TRN-070")]
    public void Write_puts_the_datas_own_bytes_between_the_members()
    {
        Assert.Equal(
            """{"data":{"a": 1.10 },"status_code":1000,"status_message":"Success","timestamp":"2025-06-01T10:00:00.250Z"}""",
            Write(OcpiStatus.Success, null, """{"a": 1.10 }"""));
    }

    [Fact]
    [Requirement("TRN-077")]
    public void Write_without_data_leaves_the_member_out()
    {
        Assert.Equal(
            """{"status_code":2001,"status_message":"id \"1\" <é>\n","timestamp":"2025-06-01T10:00:00.250Z"}""",
            Write(OcpiStatus.InvalidParameters, "id \"1\" <é>\n", ""));
        Assert.Equal("""{"status_code":3000,"timestamp":"2025-06-01T10:00:00.250Z"}""", Write(OcpiStatus.ServerError, null, ""));
    }

    [Fact]
    public void Write_takes_a_message_that_was_cut_within_a_character() =>
        Assert.Contains("cut \\uFFFD", Write(OcpiStatus.ServerError, "cut \ud83d", ""), StringComparison.Ordinal);

    [Fact]
    public void Read_keeps_the_beginning_of_a_message_that_is_a_document()
    {
        var message = Read($$"""{"status_code":2000,"status_message":"{{new string('x', 100_000)}}","timestamp":"2025-06-01T10:00:00Z"}""").Message;
        Assert.Equal(new string('x', 1000) + "…", message);
    }

    [Fact]
    public void Read_gives_back_what_was_written()
    {
        var envelope = Read("""{"data":[{"id":"1"}],"status_code":1000,"status_message":"ok","timestamp":"2025-06-01T10:00:00Z"}""");
        Assert.Equal(OcpiStatus.Success, envelope.Status);
        Assert.Equal("ok", envelope.Message);
        Assert.Equal("""[{"id":"1"}]""", Text(envelope.Data));
        Assert.Equal(JsonValueKind.Array, envelope.DataKind);
        Assert.Empty(envelope.Tolerated);
    }

    [Theory]
    [InlineData("""{"data":[],"status_code":1000}""", 1000, "[]", "envelope.timestamp")]
    [InlineData("""{"data":[],"status_code":"1000","timestamp":"2025-06-01T10:00:00Z"}""", 1000, "[]", "envelope.status-code-text")]
    [InlineData("""{"data":[],"status_code":200,"timestamp":"2025-06-01T10:00:00Z"}""", 1000, "[]", "envelope.status-code-http")]
    [InlineData("""{"data":[],"status_code":404,"timestamp":"2025-06-01T10:00:00Z"}""", 2000, "[]", "envelope.status-code-http")]
    [InlineData("""{"data":[],"status_code":1000.0,"timestamp":"2025-06-01T10:00:00Z"}""", 1000, "[]", "envelope.status-code-text")]
    [InlineData("""{"data":[],"status_code":1000,"timestamp":"2025-06-01T10:00:00.123456+00:00"}""", 1000, "[]", "envelope.timestamp-form")]
    [InlineData("""{"data":[],"timestamp":"2025-06-01T10:00:00Z"}""", null, "[]", "envelope.status-code")]
    [InlineData("""[{"id":"1"}]""", null, """[{"id":"1"}]""", "envelope.missing")]
    [InlineData("""{"id":"1"}""", null, """{"id":"1"}""", "envelope.missing")]
    [InlineData("\uFEFF{\"status_code\":1000,\"timestamp\":\"2025-06-01T10:00:00Z\"}", 1000, "", "body.byte-order-mark")]
    public void Read_defective_envelope_is_understood_and_the_defect_named(string body, int? status, string data, string rule)
    {
        var envelope = Read(body);
        Assert.Equal(status, envelope.Status?.Code);
        Assert.Equal(data, Text(envelope.Data));
        Assert.Contains(envelope.Tolerated, note => note.Rule == rule);
    }

    [Fact]
    public void Read_null_data_is_no_data() => Assert.True(Read("""{"data":null,"status_code":1000}""").Data.IsEmpty);

    [Fact]
    public void Read_trailing_comma_is_overlooked() => Assert.Equal(1000, Read("""{"data":[1,],"status_code":1000,}""").Status?.Code);

    [Theory]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData("""{"data":[}""")]
    [InlineData("{} {}")]
    public void Read_what_is_not_json_gives_nothing(string body) => Assert.Null(EnvelopeReader.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    [Requirement("TRN-072")]
    public void Elements_are_slices_of_the_same_bytes()
    {
        var notes = new List<Tolerated>();
        Assert.Equal(["""{"a": 1}""", "\"x\""], EnvelopeReader.Elements("""[ {"a": 1} , "x" ]"""u8.ToArray(), notes)!.Select(Text));
        Assert.Empty(notes);
        Assert.Empty(EnvelopeReader.Elements(default, notes)!);
        Assert.Null(EnvelopeReader.Elements("12"u8.ToArray(), notes));
    }

    [Theory]
    [InlineData("""[ {"a":1} ]""", """{"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":1}""", false)]
    [InlineData("""[{"a":1},{"b":2}]""", """[{"a":1},{"b":2}]""", false)]
    [InlineData("""["ACCEPTED"]""", """["ACCEPTED"]""", false)]
    [InlineData("[]", "[]", false)]
    public void Only_object_of_a_list_is_the_object(string data, string expected, bool overlooked)
    {
        var notes = new List<Tolerated>();
        Assert.Equal(expected, Text(EnvelopeReader.Only(Encoding.UTF8.GetBytes(data), notes)));
        Assert.Equal(overlooked ? ["envelope.list-for-object"] : [], notes.Select(note => note.Rule));
    }

    [Fact]
    public void Elements_of_one_object_is_a_list_of_one()
    {
        var notes = new List<Tolerated>();
        Assert.Equal("""{"a":1}""", Text(Assert.Single(EnvelopeReader.Elements("""{"a":1}"""u8.ToArray(), notes)!)));
        Assert.Equal("envelope.object-for-list", Assert.Single(notes).Rule);
    }

    [Theory]
    [InlineData("""{"result":"ACCEPTED"}""", false)]
    [InlineData("""{"data":{"result":"ACCEPTED"},"status_code":1000}""", true)]
    [InlineData("""{"CommandResult":{"result":"ACCEPTED"}}""", true)]
    [InlineData("""{"data":{"CommandResult":{"result":"ACCEPTED"}}}""", true)]
    public void Unwrap_finds_the_bare_object(string body, bool wrapped)
    {
        var notes = new List<Tolerated>();
        Assert.Equal("""{"result":"ACCEPTED"}""", Text(EnvelopeReader.Unwrap(Encoding.UTF8.GetBytes(body), "CommandResult", notes)));
        Assert.Equal(wrapped, notes.Count > 0);
    }

    [Theory]
    [InlineData(1000, true, 1000)]
    [InlineData(1999, true, 1000)]
    [InlineData(2042, false, 2000)]
    [InlineData(3099, false, 3000)]
    [InlineData(4900, false, 4000)]
    [Requirement("STA-012", "STA-024")]
    public void Status_unknown_code_counts_as_its_range(int code, bool success, int generic)
    {
        Assert.Equal(success, new OcpiStatus(code).IsSuccess);
        Assert.Equal(generic, new OcpiStatus(code).Generic.Code);
    }

    [Fact]
    [Requirement("STA-011", "STA-013", "STA-014", "STA-015", "STA-016", "STA-017", "STA-018", "STA-019", "STA-020", "STA-021", "STA-022", "STA-023")]
    public void Status_codes_are_those_of_the_standard()
    {
        Assert.Equal(
            [1000, 2000, 2001, 2002, 2003, 2004, 3000, 3001, 3002, 3003, 4000, 4001, 4002, 4003],
            new[]
            {
                OcpiStatus.Success, OcpiStatus.ClientError, OcpiStatus.InvalidParameters, OcpiStatus.NotEnoughInformation, OcpiStatus.UnknownLocation,
                OcpiStatus.UnknownToken, OcpiStatus.ServerError, OcpiStatus.UnableToUseClientApi, OcpiStatus.UnsupportedVersion, OcpiStatus.NoMatchingEndpoints,
                OcpiStatus.HubError, OcpiStatus.UnknownReceiver, OcpiStatus.ForwardTimeout, OcpiStatus.ConnectionProblem,
            }.Select(status => status.Code));
    }

    private static Envelope Read(string body) => EnvelopeReader.Read(Encoding.UTF8.GetBytes(body))!;

    private static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);

    private static string Write(OcpiStatus status, string? message, string data)
    {
        var output = new ArrayBufferWriter<byte>();
        EnvelopeWriter.Write(output, status, message, Now, Encoding.UTF8.GetBytes(data));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
