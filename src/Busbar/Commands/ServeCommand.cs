using System.CommandLine;
using Busbar.Hosting;

namespace Busbar.Commands;

/// <summary><c>busbar serve</c>: runs the gateway until it is stopped. Its options are ASP.NET Core configuration keys.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", """
            Runs the gateway. Options are configuration keys, also read from appsettings.json and the environment (Busbar__Key):
              --urls=http://127.0.0.1:8080        where to listen (default http://localhost:5000)
              --Busbar:Database="Data Source=…"   the SQLite file (default data/busbar.db)
              --Busbar:PublicUrl=https://…        base of every URL handed to partners (default: the first address of --urls)
              --Busbar:AdminKey=…                 key of the operator API (default: generated and printed once)
              --Busbar:AllowPrivateNetworks=true  allow partners on loopback and private addresses (default false)
            """)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, cancellation) => GatewayRunner.RunAsync(
            [.. parsed.UnmatchedTokens], parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation));
        return command;
    }
}
