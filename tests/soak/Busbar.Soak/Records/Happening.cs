namespace Busbar.Soak.Records;

/// <summary>Something that was done to the gateway or its database: killed, started, stopped, cut off.</summary>
/// <param name="At">Milliseconds since the run's start.</param>
/// <param name="What">In a word.</param>
/// <param name="Whom">To which process or server.</param>
internal sealed record Happening(long At, string What, string Whom);
