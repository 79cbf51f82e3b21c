namespace Busbar.Commands;

/// <summary>What the user of <c>busbar translate</c> asked for, as it was typed.</summary>
internal sealed record TranslateRequest(string? From, string? To, string? Module, string? File)
{
    /// <summary>The party that owns the objects; 2.1.1 does not name it.</summary>
    public string? Owner { get; init; }

    /// <summary>The eMSP of the tokens in sessions and CDRs.</summary>
    public string? TokenOwner { get; init; }

    /// <summary>The role of a partner whose credentials are of 2.1.1.</summary>
    public string? Role { get; init; }

    /// <summary>Files with objects that the documents refer to, in the given version.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>The file that what was lost is written to.</summary>
    public string? Keep { get; init; }

    /// <summary>The file with what was lost on the way here, to be put back.</summary>
    public string? Residue { get; init; }
}
