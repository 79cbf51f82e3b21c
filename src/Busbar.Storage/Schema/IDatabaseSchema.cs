namespace Busbar.Storage.Schema;

/// <summary>The schema of a database that is not opened as a gateway's: to look at, or to bring up to date.</summary>
public interface IDatabaseSchema
{
    /// <summary>As it is; changes nothing. A database that is not there yet is empty.</summary>
    /// <exception cref="Core.Objects.StoreUnavailableException">It cannot be read.</exception>
    SchemaStatus Look();

    /// <summary>Applies what is missing.</summary>
    /// <exception cref="Core.Objects.StoreUnavailableException">It cannot be written, or is in use by somebody who must not be disturbed.</exception>
    /// <exception cref="SchemaTooNewException">It is newer than this program can live with.</exception>
    /// <exception cref="SchemaInUseException">A step would break an older process that is running.</exception>
    void Migrate();
}
