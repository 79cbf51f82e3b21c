namespace Busbar.Core.Connections;

/// <summary>What is wrong with a profile that somebody wrote.</summary>
public sealed class ProfileErrors
{
    private readonly List<(string Path, string Rule, string Message)> _errors = [];

    /// <summary>Path within the profile ("modules/payments"), rule, and what must be.</summary>
    public IReadOnlyList<(string Path, string Rule, string Message)> All => _errors;

    internal PartnerProfile Add(PartnerProfile profile, string path, string rule, string message)
    {
        _errors.Add((path, rule, message));
        return profile;
    }
}
