using Busbar.Admin;
using Busbar.Admin.Access;
using Busbar.Configuration;
using Busbar.Console;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Core.Webhooks;
using Busbar.Endpoints;
using Busbar.Health;
using Busbar.Metrics;
using Busbar.Storage.PostgreSql;
using Busbar.Storage.Schema;
using Busbar.Storage.Sqlite;
using Microsoft.AspNetCore.HttpOverrides;

namespace Busbar.Hosting;

/// <summary>Puts the gateway together. The only place that knows every room.</summary>
internal static class GatewayHost
{
    /// <summary>A shorter operator key is taken, with a warning: it is the operator's to decide.</summary>
    private const int LongEnoughKey = 16;

    // More than OCPI and the operator API take: a body that is too large is read to its end (up to here), so that its sender gets to read the 413.
    private const long LargestBody = 32 * 1024 * 1024;

    /// <summary>Builds the gateway, brings its database to the newest schema and makes sure that the operator has a key. It does not listen yet.</summary>
    /// <param name="arguments">Configuration from the command line (--Key=value).</param>
    /// <param name="terminal">Where a generated key is shown, once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StartupException">It cannot start, for a reason that the operator can remove.</exception>
    public static async Task<WebApplication> BuildAsync(string[] arguments, TextWriter terminal, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = arguments,
            ApplicationName = typeof(GatewayHost).Assembly.GetName().Name,
        });
        var options = new GatewayOptionsReader(builder.Configuration).Read();
        DataFolder.Prepare(options);
        AddLogs(builder.Logging);
        AddServer(builder);
        AddGateway(builder.Services, options);

        var gateway = builder.Build();
        try
        {
            await PrepareAsync(gateway, options, terminal, cancellation);
            DataFolder.Protect(options.KeyFolder);
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }

        Map(gateway, options);
        return gateway;
    }

    private static void AddLogs(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Error;
        });
        logging.AddConsoleFormatter<LineFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();

        // The framework speaks when something is wrong; what the gateway does, the gateway says itself.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);

        // What it says of each request (and for which it makes an activity each, whether it says anything or not) the message log says better.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // That the key ring lies unencrypted beside the database is documented, and its files are readable by the owner only.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static void AddServer(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });

        builder.WebHost.UseSockets(sockets =>
        {
            // What reads a connection goes on with the request, and what answers it writes: no handing over to another thread. Nothing here blocks for long.
            sockets.UnsafePreferInlineScheduling = true;

            // A partner's few connections may hold a buffer of 4 KiB each while they are quiet; asking first whether there is anything costs every request.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    private static void AddGateway(IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSecrets(options);
        services.AddSingleton<IGatewayAddress, GatewayAddress>();
        _ = options.Folder is null ? services.AddBusbarPostgreSql(options.Database) : services.AddBusbarSqlite(options.Database);
        services.AddGatewayCore(options);
        services.AddOutgoing(options);
        services.AddBusbarEndpoints();
        services.AddGatewayHealth();
        services.AddGatewayMetrics();
        services.AddBusbarAdmin();
        services.AddBusbarConsole();
    }

    private static async Task PrepareAsync(WebApplication gateway, GatewayOptions options, TextWriter terminal, CancellationToken cancellation)
    {
        try
        {
            await gateway.Services.GetRequiredService<ConnectionDirectory>().RefreshAsync(cancellation);
            await gateway.Services.GetRequiredService<AgreementBook>().RefreshAsync(cancellation);
            await gateway.Services.GetRequiredService<IntakeBook>().RefreshAsync(cancellation);
            await gateway.Services.GetRequiredService<WebhookBook>().RefreshAsync(cancellation);
            if (options.AdminKey is { Length: < LongEnoughKey })
            {
                gateway.Logger.LogWarning("Busbar:AdminKey has fewer than {Length} characters and may be guessed; give a longer one", LongEnoughKey);
            }

            if (await gateway.Services.GetRequiredService<OperatorKeys>().PrepareAsync(options.AdminKey, cancellation) is { } generated)
            {
                await terminal.WriteLineAsync($"The key of the operator API, shown this once: {generated}");
            }
        }
        catch (Exception exception) when (exception is StoreUnavailableException or SchemaTooNewException or SchemaInUseException)
        {
            throw new StartupException(exception.Message);
        }
    }

    private static void Map(WebApplication gateway, GatewayOptions options)
    {
        var path = options.PublicUrl?.AbsolutePath.TrimEnd('/') ?? "";
        if (options.TrustedProxies.Count > 0)
        {
            gateway.UseForwardedHeaders(Forwarded(options.TrustedProxies));
        }

        if (path.Length > 0)
        {
            // Behind a proxy that keeps the path, and behind one that takes it off, alike.
            gateway.UsePathBase(path);
        }

        if (path.Length > 0 || options.TrustedProxies.Count > 0)
        {
            gateway.UseRouting(); // else it comes first, and what partners ask is answered there
        }

        gateway.MapBusbarAdmin();
        gateway.MapBusbarConsole(path);
        gateway.MapBusbarOcpi();
        gateway.MapGatewayHealth();
        gateway.MapGatewayMetrics();
    }

    /// <summary>For whom a proxy asks is believed of those that the operator named; anybody else may write into the header what it likes.</summary>
    private static ForwardedHeadersOptions Forwarded(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            forwarded.KnownIPNetworks.Add(proxy);
        }

        return forwarded;
    }
}
