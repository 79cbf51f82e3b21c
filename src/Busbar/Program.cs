using System.CommandLine;
using Busbar.Commands;

var root = new RootCommand("Busbar: a self-hosted roaming gateway for EV charging.")
{
    ServeCommand.Create(),
};

// The commands that run a server stop by themselves on Ctrl-C and SIGTERM: what is under way is finished first.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
