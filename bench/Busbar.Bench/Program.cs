using System.Globalization;
using Busbar.Bench.Delivery;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Pricing;
using Busbar.Bench.Storage;
using Busbar.Bench.Translation;

// bench [--short] [--rounds N] [--seconds S] [SCENARIO…]
// What runs when no scenario is named: the table of bench/README.md. What takes longer, or is not in it, runs when it is named.
Dictionary<string, Func<object>> table = new()
{
    ["put"] = () => new TakePut(postgreSql: false),
    ["put-postgresql"] = () => new TakePut(postgreSql: true),
    ["page"] = () => new ServePage(postgreSql: false),
    ["page-postgresql"] = () => new ServePage(postgreSql: true),
    ["cold-page"] = () => new ColdPage(postgreSql: false),
    ["cold-page-postgresql"] = () => new ColdPage(postgreSql: true),
    ["fanout"] = () => new Fanout(),
    ["latency"] = () => new PushLatency(),
    ["load"] = () => new FullLoad(),
    ["pull"] = () => new FullPull(),
    ["authorize"] = () => new AddedByGateway(),
};
Dictionary<string, Func<object>> others = new()
{
    ["curve"] = () => new PartnerCurve(),
    ["store-put"] = () => new StorePut(postgreSql: false),
    ["store-put-postgresql"] = () => new StorePut(postgreSql: true),
    ["store-page"] = () => new StorePage(),
    ["price"] = () => new PriceCdr(),
    ["translate"] = () => new TranslateLocation(),
};

var rounds = 5;
var seconds = 3.0;
var brief = false;
var chosen = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--short":
            (brief, rounds, seconds) = (true, 3, 2);
            break;
        case "--rounds" when int.TryParse(value, out rounds) && rounds > 0:
        case "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out seconds) && seconds > 0:
            i++;
            break;
        case var name when table.ContainsKey(name) || others.ContainsKey(name):
            chosen.Add(name);
            break;
        default:
            await System.Console.Error.WriteLineAsync(
                $"bench: '{args[i]}' is not understood. Usage: [--short] [--rounds N] [--seconds S] [{string.Join("|", table.Keys.Concat(others.Keys))}]…");
            return 2;
    }
}

var runner = new Runner(rounds, TimeSpan.FromSeconds(seconds), brief);
var good = true;
foreach (var name in chosen.Count > 0 ? chosen : [.. table.Keys])
{
    var made = (table.GetValueOrDefault(name) ?? others[name])();
    if (made is ITrial trial)
    {
        good &= await runner.RunAsync(trial, CancellationToken.None);
        continue;
    }

    await using var scenario = (IScenario)made;
    good &= await runner.RunAsync(scenario, CancellationToken.None);
}

BenchDatabase.End();
runner.Print(System.Console.Out);
return good ? 0 : 1;
