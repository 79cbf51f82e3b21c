using System.Globalization;
using Busbar.Hosting;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Gateway.Tests.Fuzzing;

/// <summary>
/// Spoiled requests against every endpoint of the whole gateway over HTTP: never an HTTP 5xx, always an envelope, and what is refused has left nothing
/// behind. BUSBAR_FUZZ_CASES says how many (2,000 unless told), BUSBAR_FUZZ_SEED from which seed on.
/// </summary>
public sealed class FuzzTests
{
    private const int MostFailures = 12;

    private static readonly string[] Lists = ["locations", "tariffs", "sessions", "cdrs", "tokens"];

    [Fact]
    public async Task Spoiled_requests_are_refused_in_an_envelope_and_leave_nothing_behind()
    {
        var first = Setting("BUSBAR_FUZZ_SEED", 1);
        var count = Setting("BUSBAR_FUZZ_CASES", 2000);
        await using var gateway = await FuzzGateway.StartAsync(OfferedModules.Versions);
        var cases = new FuzzCases(OfferedModules.Versions, gateway.Endpoints);
        var failures = new List<string>();
        var accepted = 0;
        var reached = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var before = gateway.Store.Take();

        for (var seed = first; seed < first + count && failures.Count < MostFailures; seed++)
        {
            var made = cases.Make(seed);
            var answer = await gateway.SendAsync(made);
            var after = gateway.Store.Take();
            if (Fault(made, answer, before == after) is { } fault)
            {
                failures.Add($"{fault}\n{made}\n  -> {answer.HttpStatus} {answer.Text[..Math.Min(answer.Text.Length, 400)]}");
            }

            accepted += answer.IsRefusal ? 0 : 1;
            if (made.Mutation == "valid" || !answer.IsRefusal)
            {
                var outcome = answer.IsRefusal ? $"refused though valid: {answer.HttpStatus} {answer.Message}" : "accepted";
                var place = $"{made.Version.Number()} {made.Method} {string.Join('/', made.Path.Split('?')[0].Split('/').Take(2))} {outcome}";
                reached[place] = reached.GetValueOrDefault(place) + 1;
            }

            before = after;
            if (seed % 100 == 0)
            {
                failures.AddRange(await ReadAllAsync(gateway));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} of {count} accepted:\n{string.Join('\n', reached.Select(place => $"{place.Value,6} {place.Key}"))}");
        Assert.True(failures.Count == 0, $"{failures.Count} failures, first seed {first} of {count} cases:\n{string.Join("\n\n", failures)}");
        Assert.True(count < 1000 || accepted > count / 20, $"Only {accepted} of {count} requests were accepted: the fuzzing does not reach anything.");
    }

    private static string? Fault(FuzzCase made, FuzzAnswer answer, bool unchanged)
    {
        if (answer.HttpStatus >= 500)
        {
            return $"HTTP {answer.HttpStatus}";
        }

        if (answer.Status is null)
        {
            // A path with a zero byte is no HTTP request; the web server says so itself.
            return answer.HttpStatus == 400 && made.Path.Contains("%00", StringComparison.Ordinal) ? null : "no envelope";
        }

        // A call that reached nobody is kept as such (3xxx, 4xxx).
        return !unchanged && answer is { IsRefusal: true, Status: < 3000 } ? "refused, and something was written" : null;
    }

    /// <summary>Whatever was accepted can be read by everyone, in every version.</summary>
    private static async Task<List<string>> ReadAllAsync(FuzzGateway gateway)
    {
        var failures = new List<string>();
        foreach (var version in OfferedModules.Versions)
        {
            foreach (var module in Lists)
            {
                var asked = new FuzzCase
                {
                    Seed = 0,
                    Version = version,
                    AsCpo = module == "tokens",
                    Method = "GET",
                    Path = $"sender/{module}?limit=1000&date_from=2000-01-01T00:00:00Z",
                    Body = [],
                    Mutation = "list",
                };
                var answer = await gateway.SendAsync(asked);
                if (answer.HttpStatus != 200 || answer.Status != 1000)
                {
                    failures.Add($"{asked}\n  -> {answer.HttpStatus} {answer.Text[..Math.Min(answer.Text.Length, 400)]}");
                }
            }
        }

        return failures;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
