using Busbar.Admin.Contracts;

namespace Busbar.Console.Words;

/// <summary>What connections are called.</summary>
public sealed class Names(IReadOnlyList<ConnectionView> connections)
{
    private readonly Dictionary<Guid, string> _names = connections.ToDictionary(connection => connection.Id, connection => connection.Name);

    public string? Find(Guid? connection) => connection is { } id && _names.TryGetValue(id, out var name) ? name : null;
}
