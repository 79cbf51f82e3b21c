namespace Busbar.Configuration;

/// <summary>The gateway cannot start, and the operator can do something about it.</summary>
internal sealed class StartupException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems))
{
    public StartupException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;
}
