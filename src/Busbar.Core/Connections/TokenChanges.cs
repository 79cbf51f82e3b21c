namespace Busbar.Core.Connections;

/// <summary>What happens to a connection's tokens in the transaction that saves it.</summary>
public sealed record TokenChanges
{
    /// <summary>Nothing changes.</summary>
    public static TokenChanges None { get; } = new();

    /// <summary>Hashes that become valid. One that is known already takes the end given here.</summary>
    public IReadOnlyList<IssuedToken> Issue { get; init; } = [];

    /// <summary>
    /// When every token of the connection that is not in <see cref="Issue"/> ends; null leaves them as they are. A time in the past ends them at once.
    /// A token that would end sooner keeps its end.
    /// </summary>
    public DateTimeOffset? RetireOthersAt { get; init; }

    /// <summary>The token that the partner gave us, in the clear; the store encrypts it. Null leaves the present one.</summary>
    public string? PartnerToken { get; init; }

    /// <summary>Forget the token that the partner gave us.</summary>
    public bool ForgetPartnerToken { get; init; }
}
