namespace Busbar.Storage.Moving;

/// <summary>A database could not be moved. Nothing was kept in the new place.</summary>
public sealed class MoveFailedException : Exception
{
    public MoveFailedException()
    {
    }

    public MoveFailedException(string message)
        : base(message)
    {
    }

    public MoveFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
