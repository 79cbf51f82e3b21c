namespace Busbar.Delivery.Jobs;

/// <summary>A job cannot be done; the message says why, for the operator.</summary>
internal sealed class JobRefusedException : Exception
{
    public JobRefusedException()
    {
    }

    public JobRefusedException(string message)
        : base(message)
    {
    }

    public JobRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
