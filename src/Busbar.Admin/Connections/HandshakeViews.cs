using Busbar.Admin.Contracts;
using Busbar.Admin.Queries;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Admin.Connections;

/// <summary>What came of a handshake, for the operator.</summary>
internal static class HandshakeViews
{
    public static HandshakeView Of(Connection connection, Uri versionsUrl, string? token, HandshakeReport? report) => new()
    {
        Id = connection.Id,
        Name = connection.Name,
        State = Words.Of(connection.State),
        Registered = connection.State is ConnectionState.Connected or ConnectionState.Suspended,
        Succeeded = report?.Succeeded ?? true,
        VersionsUrl = versionsUrl.AbsoluteUri,
        Token = token,
        Version = connection.Version?.Number(),
        Steps = report is null ? [] : ConnectionViews.Of(report).Steps,
    };
}
