namespace Busbar.Core.Registration;

/// <summary>A partner's credentials document, read.</summary>
/// <param name="Credentials">The credentials; null when they cannot be used.</param>
/// <param name="Problems">Why they cannot be used, each with its JSON Pointer. Never holds a value of the document.</param>
public sealed record CredentialsReading(PartnerCredentials? Credentials, IReadOnlyList<string> Problems);
