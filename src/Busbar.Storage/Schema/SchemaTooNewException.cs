namespace Busbar.Storage.Schema;

/// <summary>The database was written by a newer Busbar than this one, and in a way that this one cannot live with.</summary>
public sealed class SchemaTooNewException : Exception
{
    public SchemaTooNewException()
    {
    }

    public SchemaTooNewException(string message)
        : base(message)
    {
    }

    public SchemaTooNewException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public SchemaTooNewException(SchemaStatus status)
        : base($"The database has schema {status.Found}, which takes a Busbar that knows schema {status.Oldest}; this Busbar knows schemas up to {status.Known}. "
            + "Run the newer Busbar, or restore a backup made by this one.")
    {
    }
}
