using System.Security.Cryptography;
using Busbar.Configuration;
using Busbar.Core.Connections;
using Busbar.Hosting;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Simulator.Cpo;
using Busbar.Simulator.Emsp;
using Busbar.Simulator.Platforms;
using Busbar.Simulator.World;

namespace Busbar.Demo;

/// <summary>
/// The demonstration: 1. a gateway in a temporary folder, 2. an operator and a provider as servers of their own, 3. a handshake in each direction,
/// 4. the provider learns the operator's network, 5. drivers charge until it is stopped, and the gateway checks what they are billed.
/// </summary>
internal static class DemoRunner
{
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(DemoOptions options, TextWriter error, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("busbar-demo-");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Seconds is { } seconds)
        {
            stop.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        try
        {
            await RunAsync(options, folder, new DemoTerminal(DemoTerminal.OpenConsole(), clock), clock, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is StartupException or IOException or InvalidOperationException or HttpRequestException)
        {
            await error.WriteLineAsync($"busbar: {exception.Message}");
            return 2;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(DemoOptions options, DirectoryInfo folder, DemoTerminal terminal, TimeProvider clock, CancellationToken cancellation)
    {
        // 1
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await using var gateway = await GatewayHost.BuildAsync(
            [
                $"--urls=http://127.0.0.1:{options.Port}",
                $"--Busbar:Database=Data Source={Path.Combine(folder.FullName, "busbar.db")}",
                $"--Busbar:AdminKey={key}",
                "--Busbar:AllowPrivateNetworks=true",
                "--Logging:LogLevel:Default=Error",
            ],
            TextWriter.Null,
            cancellation);
        await gateway.StartAsync(cancellation);

        // Ctrl-C and SIGTERM reach the gateway's host, which tells us.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, gateway.Lifetime.ApplicationStopping);
        try
        {
            await RoamAsync(options, gateway, key, folder, terminal, clock, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // seen enough
        }
        finally
        {
            // What is under way is finished, the same as when an operator stops a gateway.
            await gateway.StopAsync(CancellationToken.None);
            terminal.Gateway("gateway", "stopped");
        }
    }

    private static async Task RoamAsync(
        DemoOptions options, WebApplication gateway, string key, DirectoryInfo folder, DemoTerminal terminal, TimeProvider clock, CancellationToken cancellation)
    {
        var address = gateway.Services.GetRequiredService<IGatewayAddress>().BaseUrl;
        terminal.Say($"Busbar's demonstration. Console: {new Uri(address, $"/sign-in?key={key}")}  (Ctrl-C stops)");
        terminal.Gateway("gateway", $"listens at {address} with a new database in {folder.FullName}");

        // 2
        var chance = new Chance(seed: 20230);
        await using var cpo = new SimulatedCpo(
            new PlatformOptions { Name = "Stroomnet", Party = new PartyId("NL", "STR"), Role = Role.Cpo, Version = OcpiVersion.V230, Modules = SimulatedCpo.Modules },
            chance,
            options.Speed,
            terminal,
            clock) { MakesMistakes = true };
        await using var emsp = new SimulatedEmsp(
            new PlatformOptions { Name = "Laadkaart", Party = new PartyId("NL", "LKT"), Role = Role.Emsp, Version = OcpiVersion.V221, Modules = SimulatedEmsp.Modules },
            chance,
            terminal,
            clock);
        await cpo.Platform.StartAsync(cancellation);
        await emsp.Platform.StartAsync(cancellation);
        cpo.Build(options.Locations);
        emsp.SignUp(options.Drivers);
        terminal.Gateway("partner", $"Stroomnet, an operator with {options.Locations} locations, speaks OCPI 2.3.0 at {cpo.Platform.VersionsUrl}");
        terminal.Gateway("partner", $"Laadkaart, a provider with {options.Drivers} drivers, speaks OCPI 2.2.1 at {emsp.Platform.VersionsUrl}");

        // 3
        using var api = new OperatorApi(address, key);
        await HandshakesAsync(api, cpo, emsp, terminal, cancellation);

        // 4
        await SettleAsync(options, cpo, emsp, terminal, clock, cancellation);

        // 5
        await Task.WhenAll(DriverTraffic.RunAsync(cpo, emsp, chance, clock, cancellation), new VerdictTalk(api, terminal, clock).RunAsync(cancellation));
    }

    private static async Task HandshakesAsync(OperatorApi api, SimulatedCpo cpo, SimulatedEmsp emsp, DemoTerminal terminal, CancellationToken cancellation)
    {
        var (versionsUrl, token) = await api.InviteAsync("Stroomnet", cancellation);
        if (!await cpo.Platform.RegisterAsync(versionsUrl, token, cancellation))
        {
            throw new InvalidOperationException("The operator could not register with the gateway.");
        }

        var connection = await api.RegisterAsync("Laadkaart", emsp.Platform.VersionsUrl, emsp.Platform.Link.MakeTokenA(), cancellation);
        var state = connection.GetProperty("state").GetString();
        terminal.Gateway("handshake", $"registered at Laadkaart: {state}", state == "connected");
        if (state != "connected")
        {
            throw new InvalidOperationException($"The gateway could not register with the provider: {connection}");
        }
    }

    /// <summary>Waits until the provider has the operator's network and the operator the provider's cards.</summary>
    private static async Task SettleAsync(DemoOptions options, SimulatedCpo cpo, SimulatedEmsp emsp, DemoTerminal terminal, TimeProvider clock, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var shown = -1;
        while (true)
        {
            var locations = emsp.Platform.Copies.Count(ModuleId.Locations);
            var tariffs = emsp.Platform.Copies.Count(ModuleId.Tariffs);
            var tokens = cpo.Platform.Copies.Count(ModuleId.Tokens);
            if (locations * 10 / options.Locations != shown)
            {
                shown = locations * 10 / options.Locations;
                terminal.Gateway("push", $"Laadkaart has {locations} of {options.Locations} locations and {tariffs} tariffs, in 2.2.1; Stroomnet has {tokens} tokens, in 2.3.0");
            }

            if (locations >= options.Locations)
            {
                terminal.Gateway("push", $"everything is where it belongs after {clock.GetElapsedTime(began).TotalSeconds:0.0} s; drivers set off");
                return;
            }

            if (clock.GetElapsedTime(began) > SettleTime)
            {
                throw new InvalidOperationException($"After {SettleTime.TotalSeconds:0} s the provider has only {locations} of {options.Locations} locations.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation);
        }
    }
}
