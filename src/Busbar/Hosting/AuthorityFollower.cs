using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Webhooks;

namespace Busbar.Hosting;

/// <summary>
/// Where processes share the database: reads connections, agreements, webhooks and what is in quarantine anew as soon as the change log tells that any process changed one. A token that was
/// revoked on one process opens nothing on the others a moment later.
/// </summary>
internal sealed class AuthorityFollower(
    IChangeLog log, ConnectionDirectory connections, AgreementBook agreements, IntakeBook intake, WebhookBook webhooks, Leases leases, ILogger<AuthorityFollower> logger)
    : BackgroundService
{
    private const int Step = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!leases.IsShared)
        {
            return;
        }

        // What happened between the start's reading and now is read again with the first round.
        var after = await log.LastSequenceAsync(stoppingToken);
        var (connectionsChanged, agreementsChanged, quarantineChanged, webhooksChanged) = (true, true, true, true);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (connectionsChanged)
                {
                    await connections.RefreshIfStaleAsync(connections.Current, stoppingToken);
                }

                if (agreementsChanged)
                {
                    await agreements.RefreshAsync(stoppingToken);
                }

                if (quarantineChanged)
                {
                    await intake.RefreshAsync(stoppingToken);
                }

                if (webhooksChanged)
                {
                    await webhooks.RefreshAsync(stoppingToken);
                }

                (connectionsChanged, agreementsChanged, quarantineChanged, webhooksChanged) = (false, false, false, false);
                await log.WaitAsync(after, stoppingToken);
                var changes = await log.ReadAsync(after, Step, stoppingToken);
                foreach (var change in changes)
                {
                    after = change.Sequence;
                    connectionsChanged |= change.Kind is ChangeKind.ConnectionChanged or ChangeKind.AgreementChanged;
                    agreementsChanged |= change.Kind == ChangeKind.AgreementChanged;
                    quarantineChanged |= change.Kind == ChangeKind.QuarantineChanged;
                    webhooksChanged |= change.Kind == ChangeKind.WebhookChanged;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(failure, "Changes that other processes made to connections, agreements and webhooks could not be read; trying again");
                (connectionsChanged, agreementsChanged, quarantineChanged, webhooksChanged) = (true, true, true, true);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }
}
