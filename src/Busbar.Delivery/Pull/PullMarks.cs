using Busbar.Core.Connections;
using Busbar.Core.Settings;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>Keeps the marks of complete pulls. A mark belongs to one registration: who registers anew is pulled from anew.</summary>
internal sealed class PullMarks(ISettingStore settings)
{
    public async Task<PullMark?> FindAsync(Connection connection, ModuleId module, CancellationToken cancellation) =>
        PullMark.Parse(await settings.ReadAsync(Name(connection, module), cancellation)) is { } mark && mark.Complete >= (connection.RegisteredAt ?? mark.Complete)
            ? mark
            : null;

    public Task SaveAsync(Connection connection, ModuleId module, PullMark mark, CancellationToken cancellation) =>
        settings.WriteAsync(Name(connection, module), mark.ToString(), cancellation);

    private static string Name(Connection connection, ModuleId module) => $"pull/{connection.Id:N}/{module}";
}
