using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Commands;

/// <summary>What the commands about tariffs have in common: options, files, output. What is wrong is said in one line.</summary>
internal sealed class TariffOptions
{
    private readonly Option<string?> _zone = new("--time-zone") { Description = "The time zone of the Locations, for example Europe/Amsterdam; UTC without it.", HelpName = "IANA" };
    private readonly Option<string?> _version = new("--version") { Description = "The version the tariffs are written in; by default what they look like.", HelpName = "V" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document instead of text." };

    public void AddTo(Command command)
    {
        command.Options.Add(_zone);
        command.Options.Add(_version);
        command.Options.Add(_json);
    }

    /// <summary>The values; null, with one line on the error output, when one is wrong.</summary>
    public Given? Read(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        OcpiVersion? version = null;
        if (parsed.GetValue(_version) is { } text)
        {
            if (!DocumentOptions.TryVersion("--version", text, error, out var known))
            {
                return null;
            }

            version = known;
        }

        TimeZoneInfo? zone = null;
        if (parsed.GetValue(_zone) is { } name && !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
        {
            error.WriteLine($"busbar: --time-zone {name} is unknown; it is a name such as Europe/Amsterdam.");
            return null;
        }

        return new Given(zone, version, parsed.GetValue(_json), output, error);
    }

    /// <param name="Zone">The zone of the Locations.</param>
    /// <param name="Version">The version of the tariffs.</param>
    /// <param name="Json">Whether JSON is wanted.</param>
    /// <param name="Output">Where results go.</param>
    /// <param name="Error">Where complaints go.</param>
    internal sealed record Given(TimeZoneInfo? Zone, OcpiVersion? Version, bool Json, TextWriter Output, TextWriter Error)
    {
        /// <summary>The tariffs of files; null, with one line on the error output, when one cannot be read.</summary>
        public async Task<List<PriceDocument<Tariff>>?> TariffsAsync(IEnumerable<string> files, CancellationToken cancellation)
        {
            var tariffs = new List<PriceDocument<Tariff>>();
            await using var standardInput = System.Console.OpenStandardInput();
            foreach (var file in files)
            {
                if (await PriceDocuments.TariffsAsync(file, Version, standardInput, Error, cancellation) is not { } read)
                {
                    return null;
                }

                tariffs.AddRange(read);
            }

            if (tariffs.Count == 0)
            {
                await Error.WriteLineAsync("busbar: there is no tariff in what was given.");
            }

            return tariffs.Count == 0 ? null : tariffs;
        }

        /// <summary>An instant; one without zone is local time of the place.</summary>
        public bool TryInstant(string option, string text, out DateTimeOffset instant)
        {
            instant = default;
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            {
                Error.WriteLine($"busbar: {option} {text} is no time; it is one such as 2026-06-09T18:00 (local time) or 2026-06-09T16:00:00Z.");
                return false;
            }

            var hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal) && text.Contains('T', StringComparison.Ordinal);
            if (hasZone || Zone is null)
            {
                instant = read.ToUniversalTime();
                return true;
            }

            var local = DateTime.SpecifyKind(read.UtcDateTime, DateTimeKind.Unspecified);
            if (Zone.IsInvalidTime(local))
            {
                Error.WriteLine($"busbar: {option} {text} does not exist in {Zone.Id}: the clock leaves it out.");
                return false;
            }

            instant = new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
            return true;
        }

        public void WriteJson(Action<Utf8JsonWriter> members)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                members(json);
            }

            Output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
        }

        /// <summary>Writes a picture; false, with one line on the error output, when the file cannot be written.</summary>
        public async Task<bool> WriteFileAsync(string file, string content, CancellationToken cancellation)
        {
            try
            {
                await File.WriteAllTextAsync(file, content, cancellation);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                await Error.WriteLineAsync($"busbar: {file} cannot be written: {exception.Message}");
                return false;
            }
        }
    }
}
