namespace Busbar.Core.Connections;

/// <summary>One step of a handshake, told to the operator. Never holds a token.</summary>
/// <param name="What">What was done, for example "Read the partner's versions".</param>
/// <param name="Url">The partner's URL that was called; null for steps inside this gateway.</param>
/// <param name="Succeeded">Whether it went well.</param>
/// <param name="Message">What came of it, or why it failed, in one sentence.</param>
public sealed record HandshakeStep(string What, Uri? Url, bool Succeeded, string Message);
