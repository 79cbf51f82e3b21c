using Busbar.Storage.Sql;

namespace Busbar.Storage.Tests.Stores;

/// <summary>A database as it is, without the stores.</summary>
internal sealed record RawDatabase(ISqlSession Session, SqlDialect Dialect, Action Close) : IDisposable
{
    public void Dispose() => Close();
}
