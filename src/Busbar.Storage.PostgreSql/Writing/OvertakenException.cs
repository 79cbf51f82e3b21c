namespace Busbar.Storage.PostgreSql.Writing;

/// <summary>Another process has written since this batch was begun: it is begun anew, in its turn.</summary>
internal sealed class OvertakenException() : Exception("Another process has written meanwhile.");
