using System.CommandLine;
using System.CommandLine.Invocation;
using Busbar.Commands;

var root = new RootCommand("Busbar: a self-hosted roaming gateway for EV charging.")
{
    ServeCommand.Create(),
    DemoCommand.Create(),
    MigrateCommand.Create(),
    BackupCommand.Create(),
    ValidateCommand.Create(),
    TranslateCommand.Create(),
    PriceCommand.Create(),
    TariffCommand.Create(),
};

// Wrong usage is one clear line, and exit code 2 for every command.
var parsed = root.Parse(args);
if (parsed.Action is ParseErrorAction)
{
    Console.Error.WriteLine(
        parsed.UnmatchedTokens is [var unknown, ..] ? $"busbar: '{unknown}' is no command or option; busbar --help lists them." : $"busbar: {parsed.Errors[0].Message}");
    return 2;
}

// The commands that run a server stop by themselves on Ctrl-C and SIGTERM: what is under way is finished first.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
