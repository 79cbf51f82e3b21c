namespace Busbar.Soak.Machines;

/// <summary>
/// A network namespace with two cables to this machine, one for the database and one for everything else. Unplugged at this end, a cable loses what is sent without a word,
/// as a broken switch does: no connection is reset. Takes root.
/// </summary>
internal sealed class Segment : IDisposable
{
    private const string Name = "busbar-soak";

    public Segment()
    {
        Remove();
        Command.AtEnd(Remove);
        Command.Run("ip", "netns", "add", Name);
        Command.Run("ip", "-n", Name, "link", "set", "lo", "up");
        Cable("bbdata", DatabaseHost, "10.213.1.2");
        Cable("bbrest", PartnerHost, Host);
    }

    public static bool IsPossible => Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip");

    /// <summary>This machine's address on the cable for the database.</summary>
    public static string DatabaseHost => "10.213.1.1";

    /// <summary>This machine's address on the other cable.</summary>
    public static string PartnerHost => "10.213.2.1";

    /// <summary>The namespace's address on the other cable.</summary>
    public static string Host => "10.213.2.2";

    /// <summary>What stands before a command that runs there.</summary>
    public IReadOnlyList<string> Prefix { get; } = ["ip", "netns", "exec", Name];

    /// <summary>Unplugs the cable to the database, or plugs it in again.</summary>
    public static void Plug(bool isIn) => Command.Run("ip", "link", "set", "bbdata0", isIn ? "up" : "down");

    public void Dispose() => Remove();

    private static void Cable(string name, string here, string there)
    {
        Command.Run("ip", "link", "add", $"{name}0", "type", "veth", "peer", "name", $"{name}1", "netns", Name);
        Command.Run("ip", "addr", "add", $"{here}/24", "dev", $"{name}0");
        Command.Run("ip", "-n", Name, "addr", "add", $"{there}/24", "dev", $"{name}1");
        Command.Run("ip", "link", "set", $"{name}0", "up");
        Command.Run("ip", "-n", Name, "link", "set", $"{name}1", "up");
    }

    private static void Remove()
    {
        foreach (var command in (string[][])[["netns", "del", Name], ["link", "del", "bbdata0"], ["link", "del", "bbrest0"]])
        {
            try
            {
                Command.Run("ip", command);
            }
            catch (InvalidOperationException)
            {
                // There was none.
            }
        }
    }
}
