namespace Busbar.Core.Erasure;

/// <summary>Something stands against an erasure; nothing was changed. The message says what, and names nobody.</summary>
public sealed class ErasureRefusedException : Exception
{
    public ErasureRefusedException()
    {
    }

    public ErasureRefusedException(string message)
        : base(message)
    {
    }

    public ErasureRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
