namespace Busbar.Core.Objects;

/// <summary>
/// The store could not read or write: disk full, I/O error, locked. Nothing of the failed operation was kept as far as this process knows; it may be tried again.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
