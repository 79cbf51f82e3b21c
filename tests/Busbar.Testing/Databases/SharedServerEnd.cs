namespace Busbar.Testing.Databases;

/// <summary>Ends the shared server with the tests: an assembly fixture of every test assembly that uses it.</summary>
public sealed class SharedServerEnd : IDisposable
{
    public void Dispose() => PostgreSqlServer.EndShared();
}
