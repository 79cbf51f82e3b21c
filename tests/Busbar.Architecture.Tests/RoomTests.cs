namespace Busbar.Architecture.Tests;

public sealed class RoomTests
{
    public static TheoryData<string> Rooms => [.. Repository.RoomsOnDisk().Where(room => room != "Busbar")];

    [Fact]
    public void Every_room_on_disk_stands_in_the_picture()
    {
        Assert.DoesNotContain(Repository.RoomsOnDisk(), room => room != "Busbar" && !Picture.Rooms.ContainsKey(room));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_names_only_rooms_below_it(string room)
    {
        var foreign = Repository.Load(room).References
            .Where(reference => reference.StartsWith("Busbar", StringComparison.OrdinalIgnoreCase))
            .Where(reference => !Picture.Rooms[room].Contains(reference));
        Assert.Empty(foreign);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_holds_code(string room)
    {
        Assert.NotEmpty(Repository.Load(room).Namespaces);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_namespace_is_the_room_and_its_folder(string room)
    {
        Assert.All(Repository.Load(room).Namespaces, name => Assert.True(name == room || name.StartsWith(room + ".", StringComparison.Ordinal), name));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespaces_of_a_room_have_no_cycle(string room)
    {
        var graph = Repository.Load(room);
        var cycles = Cycles.Find(graph.Namespaces, graph.Edges.Keys);
        var explained = cycles.Select(cycle => string.Join(
            Environment.NewLine,
            graph.Edges.Where(edge => cycle.Contains(edge.Key.From) && cycle.Contains(edge.Key.To)).Select(edge => $"{edge.Key.From} -> {edge.Key.To}: {edge.Value}")));
        Assert.Empty(explained);
    }

    [Theory]
    [InlineData("Busbar.Ocpi.Model")]
    [InlineData("Busbar.Ocpi.Translation")]
    public void A_module_uses_only_modules_before_it(string room)
    {
        var wrong = Repository.Load(room).Edges.Where(edge => Order(edge.Key.To) > Order(edge.Key.From)).Select(edge => $"{edge.Key.From} -> {edge.Key.To}: {edge.Value}");
        Assert.Empty(wrong);

        // Composition (the room's own namespace) stands above every module; version sub-folders stand with their module.
        int Order(string name)
        {
            var folder = name.Length == room.Length ? "" : name[(room.Length + 1)..].Split('.')[0];
            var index = Picture.Modules.ToList().IndexOf(folder);
            return index < 0 ? int.MaxValue : index;
        }
    }
}
