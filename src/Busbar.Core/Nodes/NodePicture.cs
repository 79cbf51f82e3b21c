namespace Busbar.Core.Nodes;

/// <summary>Who lives, by how often it has said so, and who does what.</summary>
/// <param name="Beats">Process to the number of its beats.</param>
/// <param name="Work">Work to the process that does it.</param>
public sealed record NodePicture(IReadOnlyDictionary<Guid, long> Beats, IReadOnlyDictionary<string, Guid> Work);
