namespace Busbar.Configuration;

/// <summary>Checks the arguments of <c>serve</c>, so that a typing mistake is not silently taken for a setting.</summary>
internal static class CommandLineArguments
{
    /// <exception cref="StartupException">An argument is not of the form --key=value or --key value.</exception>
    public static void Check(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            {
                throw new StartupException($"'{argument}' is not an option (expected --key=value)");
            }

            if (argument.Contains('='))
            {
                continue;
            }

            if (index + 1 == arguments.Count || arguments[index + 1].StartsWith("--", StringComparison.Ordinal))
            {
                throw new StartupException($"{argument} has no value (expected {argument}=value)");
            }

            index++;
        }
    }
}
