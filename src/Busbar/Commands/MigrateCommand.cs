using System.CommandLine;
using Busbar.Configuration;
using Busbar.Core.Objects;
using Busbar.Moving;
using Busbar.Storage.Moving;
using Busbar.Storage.Schema;

namespace Busbar.Commands;

/// <summary><c>busbar migrate</c>: brings a database to this version's schema, or moves everything from SQLite to PostgreSQL.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Change nothing; say what would be done." };
        var to = new Option<string>("--to") { Description = "Move everything to this empty PostgreSQL database (\"Host=…;Database=…;Username=…;Password=…\").", HelpName = "DATABASE" };
        var from = new Option<string>("--from") { Description = "With --to: the SQLite database to move (\"Data Source=…\"); default: the configured one.", HelpName = "DATABASE" };
        var command = new Command("migrate", """
            Brings the configured database to this version's schema; busbar serve does it too when it starts. With --to, moves everything from SQLite
            to PostgreSQL instead. The configuration is that of busbar serve (--Busbar:Database=…, appsettings.json, Busbar__Database).
            Exit code 0: done, or nothing to do; 1: --check found something to do; 2: it could not be done, and nothing was changed.
            """)
        {
            check, to, from,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(
                new Request([.. parsed.UnmatchedTokens], parsed.GetValue(check), parsed.GetValue(from), parsed.GetValue(to)),
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error,
                cancellation),
            CancellationToken.None));
        return command;
    }

    private static int Run(Request request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        try
        {
            CommandLineArguments.Check(request.Arguments);
            var options = new GatewayOptionsReader(CommandConfiguration.Read(request.Arguments, Over(request))).Read();
            if (request.To is { } target)
            {
                return new MoveRun(options, target, output, cancellation).Run(request.Check);
            }

            return request.From is null
                ? SchemaRun.Run(options, request.Check, output)
                : throw new StartupException("--from is for moving a database and needs --to");
        }
        catch (Exception exception) when (exception is StartupException or StoreUnavailableException or SchemaTooNewException or SchemaInUseException or MoveFailedException
            or NotSupportedException or ArgumentException or UnauthorizedAccessException or IOException)
        {
            error.WriteLine($"busbar: {exception.Message.ReplaceLineEndings(" ")}");
            return 2;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("busbar: interrupted; nothing was changed.");
            return 2;
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Over(Request request) =>
        request.From is { } from ? [new($"{GatewayOptions.Section}:{nameof(GatewayOptions.Database)}", from)] : [];

    private sealed record Request(IReadOnlyList<string> Arguments, bool Check, string? From, string? To);
}
