namespace Busbar.Ocpi.Wire.Http;

/// <summary>One way to read an Authorization header. Which one is right only the list of known tokens can say (AMB-001).</summary>
/// <param name="Token">The credentials token under this reading. Secret.</param>
/// <param name="Form">Whether it was Base64-decoded.</param>
/// <param name="Tolerated">What had to be overlooked for this reading; empty when the header is exactly as the standard says.</param>
public sealed record TokenCandidate(string Token, TokenForm Form, IReadOnlyList<Tolerated> Tolerated)
{
    /// <summary>Shows the form only: the token is a secret.</summary>
    public override string ToString() => $"TokenCandidate({Form})";
}
