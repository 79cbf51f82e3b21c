namespace Busbar.Storage.Schema;

/// <summary>A step of the schema would break a process of an older Busbar that is running on the database. Nothing of the step was kept.</summary>
public sealed class SchemaInUseException : Exception
{
    public SchemaInUseException()
    {
    }

    public SchemaInUseException(string message)
        : base(message)
    {
    }

    public SchemaInUseException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal SchemaInUseException(Migration step, long program)
        : base($"The schema cannot be brought to {step.Number} ({step.Name}) while a process of a Busbar of schema {program} runs on the database, because that one "
            + "could not go on. Stop the older processes first.")
    {
    }
}
