namespace Busbar.Ocpi.Translation.Common;

/// <summary>What happens to one document while it is translated.</summary>
internal sealed class LossLog
{
    private readonly List<Loss> _losses = [];

    /// <summary>The losses so far, in the order of the rules.</summary>
    public IReadOnlyList<Loss> Losses => _losses;

    /// <summary>Whether the document differs from the given one; when not, the given bytes are passed on.</summary>
    public bool Changed { get; set; }

    /// <summary>Why the document has no form in the target version; the first reason counts.</summary>
    public string? Withheld { get; private set; }

    public void Add(string path, string rule, LossKind kind, string message) => _losses.Add(new Loss(path, rule, kind, message));

    public void Withhold(string reason) => Withheld ??= reason;
}
