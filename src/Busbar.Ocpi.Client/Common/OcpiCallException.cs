namespace Busbar.Ocpi.Client.Common;

/// <summary>A list of records could not be read to its end.</summary>
/// <param name="response">The page that failed.</param>
public sealed class OcpiCallException(OcpiResponse response) : Exception(response.Describe())
{
    /// <summary>The page that failed.</summary>
    public OcpiResponse Response { get; } = response;
}
