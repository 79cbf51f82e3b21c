using System.CommandLine;

namespace Busbar.Commands;

/// <summary><c>busbar tariff</c>: looks at tariffs by themselves.</summary>
internal static class TariffCommand
{
    public static Command Create() => new("tariff", "Checks, shortens, explains, compares tariffs, and tells what a session would cost by them.")
    {
        TariffLintCommand.Create(),
        TariffNormaliseCommand.Create(),
        TariffQuoteCommand.Create(),
        TariffExplainCommand.Create(),
        TariffCompareCommand.Create(),
    };
}
