namespace Busbar.Core.Connections;

/// <summary>Another connection has the name already.</summary>
public sealed class NameTakenException : Exception
{
    public NameTakenException()
    {
    }

    public NameTakenException(string name)
        : base($"A connection named '{name}' exists already.")
    {
    }

    public NameTakenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
