namespace Busbar.Configuration;

/// <summary>The configuration of commands that work on a gateway's database without being a gateway: from where <c>serve</c> reads it too.</summary>
internal static class CommandConfiguration
{
    public static IConfiguration Read(IReadOnlyList<string> arguments, params IEnumerable<KeyValuePair<string, string?>> over) => new ConfigurationBuilder()
        .SetBasePath(Directory.GetCurrentDirectory())
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine([.. arguments])
        .AddInMemoryCollection(over)
        .Build();
}
