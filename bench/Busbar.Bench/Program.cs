using Busbar.Bench.Delivery;
using Busbar.Bench.Frame;
using Busbar.Bench.Gateway;
using Busbar.Bench.Pricing;
using Busbar.Bench.Storage;
using Busbar.Bench.Translation;

// bench [--rounds N] [--seconds S] [SCENARIO…]
Dictionary<string, Func<IScenario>> scenarios = new()
{
    ["store-put"] = () => new StorePut(),
    ["store-page"] = () => new StorePage(),
    ["fanout"] = () => new Fanout(),
    ["page"] = () => new ServePage(postgreSql: false),
    ["page-postgresql"] = () => new ServePage(postgreSql: true),
    ["put"] = () => new TakePut(postgreSql: false),
    ["put-postgresql"] = () => new TakePut(postgreSql: true),
    ["price"] = () => new PriceCdr(),
    ["translate"] = () => new TranslateLocation(),
};

var rounds = 5;
var seconds = 2.0;
var chosen = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--rounds" when int.TryParse(value, out rounds) && rounds > 0:
        case "--seconds" when double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out seconds) && seconds > 0:
            i++;
            break;
        case var name when scenarios.ContainsKey(name):
            chosen.Add(name);
            break;
        default:
            await System.Console.Error.WriteLineAsync($"bench: '{args[i]}' is not understood. Usage: [--rounds N] [--seconds S] [{string.Join("|", scenarios.Keys)}]…");
            return 2;
    }
}

var runner = new Runner(rounds, TimeSpan.FromSeconds(seconds));
var good = true;
foreach (var name in chosen.Count > 0 ? chosen : [.. scenarios.Keys])
{
    await using var scenario = scenarios[name]();
    good &= await runner.RunAsync(scenario, CancellationToken.None);
}

BenchDatabase.End();
runner.Print(System.Console.Out);
return good ? 0 : 1;
