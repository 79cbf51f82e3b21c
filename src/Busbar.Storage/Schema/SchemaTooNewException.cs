namespace Busbar.Storage.Schema;

/// <summary>The database was written by a newer Busbar than this one.</summary>
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

    internal SchemaTooNewException(int found, int known)
        : base($"The database has schema {found}; this Busbar knows schemas up to {known}. Run the newer Busbar, or restore a backup made by this one.")
    {
    }
}
