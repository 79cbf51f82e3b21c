namespace Busbar.Console.Access;

/// <summary>Marks the console's endpoints among the gateway's.</summary>
internal sealed class ConsolePage
{
    public static ConsolePage Mark { get; } = new();
}
