namespace Busbar.Storage.Sql;

/// <summary>A row with the same unique value exists already. The message names the columns, never a value.</summary>
public sealed class UniqueViolationException : Exception
{
    public UniqueViolationException()
    {
    }

    public UniqueViolationException(string message)
        : base(message)
    {
    }

    public UniqueViolationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
