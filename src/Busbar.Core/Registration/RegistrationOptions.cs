namespace Busbar.Core.Registration;

/// <summary>Times of the handshake.</summary>
public sealed record RegistrationOptions
{
    /// <summary>How long a replaced token of ours stays valid after a rotation.</summary>
    public TimeSpan TokenOverlap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a partner that did not get our answer to its POST may make it again with token A. Its first use of token C ends that: then it has the answer (AMB-011).
    /// </summary>
    public TimeSpan RepeatGrace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The most that all call-backs to a partner may take while its POST or PUT is open.</summary>
    public TimeSpan CallBackLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most that a handshake of ours may take; the partner calls back during it.</summary>
    public TimeSpan HandshakeLimit { get; init; } = TimeSpan.FromSeconds(90);
}
