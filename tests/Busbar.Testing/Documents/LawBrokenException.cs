namespace Busbar.Testing.Documents;

/// <summary>A document was found for which a law does not hold.</summary>
public sealed class LawBrokenException(string message, Exception cause) : Exception(message, cause);
