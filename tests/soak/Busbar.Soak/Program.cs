using Busbar.Soak.Judging;
using Busbar.Soak.Machines;
using Busbar.Soak.Runs;

if (args.Length == 0)
{
    Console.Error.WriteLine("crash | nodes | failover | upgrade | steady | judge, and settings: see tests/soak/README.md");
    return 2;
}

var settings = Settings.Read(args[0], args[1..]);
Gateway.Program = Path.GetFullPath(settings.Gateway ?? Gateway.Program);
var verdict = args[0] switch
{
    "crash" => await CrashRun.RunAsync(settings),
    "nodes" => await NodesRun.RunAsync(settings),
    "failover" => await FailoverRun.RunAsync(settings),
    "upgrade" => await UpgradeRun.RunAsync(settings),
    "steady" => await SteadyRun.RunAsync(settings),
    "judge" => Judge.Of(settings.Folder),
    _ => throw new ArgumentException($"{args[0]} is unknown."),
};
Console.WriteLine(verdict);
return verdict.IsGood ? 0 : 1;
