namespace Busbar.Core.Nodes;

/// <summary>Another process does this work now: nothing was written.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException()
        : base("Another process has taken this work over; nothing was written.")
    {
    }

    public LeaseLostException(string message)
        : base(message)
    {
    }

    public LeaseLostException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
