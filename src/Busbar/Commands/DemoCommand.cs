using System.CommandLine;
using Busbar.Demo;

namespace Busbar.Commands;

/// <summary><c>busbar demo</c>: a gateway, an operator and a provider that roam with each other until one has seen enough.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var locations = new Option<int>("--locations") { Description = "How many locations the operator has.", DefaultValueFactory = _ => 240 };
        var drivers = new Option<int>("--drivers") { Description = "How many drivers the provider has.", DefaultValueFactory = _ => 40 };
        var speed = new Option<int>("--speed") { Description = "How many times faster than the clock cars charge.", DefaultValueFactory = _ => 120 };
        var seconds = new Option<int?>("--seconds") { Description = "Stop by itself after so many seconds; without it, Ctrl-C stops." };
        var port = new Option<int>("--port") { Description = "Where the gateway and its console listen; 0 takes a free port.", DefaultValueFactory = _ => 0 };
        foreach (var (option, least) in new[] { (locations, 1), (drivers, 1), (speed, 1), (port, 0) })
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() < least)
                {
                    result.AddError($"{option.Name} must be at least {least}");
                }
            });
        }

        var command = new Command("demo", "Starts a gateway in a temporary folder, a simulated operator (CPO, OCPI 2.3.0) and a simulated provider (eMSP, OCPI 2.2.1), and lets drivers charge.")
        {
            locations,
            drivers,
            speed,
            seconds,
            port,
        };
        command.SetAction((parsed, cancellation) => DemoRunner.RunAsync(
            new DemoOptions
            {
                Locations = parsed.GetValue(locations),
                Drivers = parsed.GetValue(drivers),
                Speed = parsed.GetValue(speed),
                Seconds = parsed.GetValue(seconds),
                Port = parsed.GetValue(port),
            },
            parsed.InvocationConfiguration.Error,
            cancellation));
        return command;
    }
}
