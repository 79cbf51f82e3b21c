namespace Busbar.Core.Connections;

/// <summary>How a handshake went, step by step.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Succeeded">Whether both sides now hold what the handshake was for.</param>
/// <param name="Steps">What was done, in order; the last one says why when it failed.</param>
public sealed record HandshakeReport(DateTimeOffset At, bool Succeeded, IReadOnlyList<HandshakeStep> Steps);
