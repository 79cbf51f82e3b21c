using System.Reflection;

namespace Busbar.Hosting;

/// <summary>The version of this program.</summary>
internal static class GatewayVersion
{
    public static string Text { get; } =
        typeof(GatewayVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
