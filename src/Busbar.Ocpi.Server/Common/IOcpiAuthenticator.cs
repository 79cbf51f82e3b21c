using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: knows whose token it is.</summary>
public interface IOcpiAuthenticator
{
    /// <summary>Finds the caller by the readings of the Authorization header, the standard's own first.</summary>
    /// <param name="candidates">At least one reading.</param>
    /// <param name="cancellation">Ends when the request is given up.</param>
    /// <returns>The caller, or null: then the answer is HTTP 401.</returns>
    ValueTask<OcpiCaller?> AuthenticateAsync(IReadOnlyList<TokenCandidate> candidates, CancellationToken cancellation);
}
