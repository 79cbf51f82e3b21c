namespace Busbar.Core.Connections;

/// <summary>Whom a party belongs to.</summary>
/// <param name="Connection">The connection of its platform; null when this gateway hosts it.</param>
public sealed record PartyOwner(Connection? Connection)
{
    /// <summary>This gateway itself.</summary>
    public static PartyOwner Gateway { get; } = new((Connection?)null);
}
