using Busbar.Core.Connections;
using Busbar.Core.Nodes;
using Busbar.Core.Objects;
using Busbar.Core.Settings;
using Microsoft.Extensions.Logging;

namespace Busbar.Delivery.Tariffs;

/// <summary>
/// 2.1.1 has no dates of validity: a tariff is there while it is valid, and a connector has the one that holds now (X-TAR-08, X-CON-06). So partners of 2.1.1 have
/// to be told when a tariff begins or ends, although nobody changed anything. What it concerns gets an entry in the change log, and goes out as any change does.
/// </summary>
internal sealed partial class TariffDates(
    Retelling retelling, ConnectionDirectory directory, Leases leases, ISettingStore settings, TimeProvider time, ILogger<TariffDates> log) : PacedLook(TimeSpan.FromMinutes(1), time)
{
    /// <summary>The moment up to which the dates were looked at, for all processes.</summary>
    public const string Setting = "tariff-dates";

    /// <summary>When there was nobody to tell the last time that this process looked; before that, when it began.</summary>
    private DateTimeOffset _nobody = time.GetUtcNow();

    private bool _idle;

    /// <summary>Finds the tariffs that began or ended since the last look, and has them told.</summary>
    public override async Task LookAsync(CancellationToken cancellation)
    {
        if (OldPartners.First(directory.Current) is not { } first)
        {
            _idle = true;
            _nobody = Time.GetUtcNow();
            return;
        }

        if (!leases.Holds(Work.Of(first.Id)))
        {
            // Another process does it.
            return;
        }

        // Who joined meanwhile was given everything as it was then; what turned since has to be told.
        var now = Time.GetUtcNow();
        var last = DateTimeOffset.TryParse(await settings.ReadAsync(Setting, cancellation), out var written) ? written : _nobody;
        await TellAsync(_idle && last < _nobody ? _nobody : last, now, cancellation);
        _idle = false;
        await settings.WriteAsync(Setting, now.ToString("O"), cancellation);
    }

    private async Task TellAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellation)
    {
        var tariffs = new TurningTariffs(since, now);
        await retelling.ReadAsync(OwnedModule.Tariffs, null, tariffs, () => tariffs.Last, cancellation);
        foreach (var owner in tariffs.Keys.GroupBy(key => key.Owner))
        {
            foreach (var tariff in owner)
            {
                await retelling.TellAsync(tariff, cancellation);
            }

            var places = await retelling.TellPlacesAsync(owner.Key, owner.ToHashSet(), cancellation);
            Told(owner.Count(), places);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Tariffs} tariffs began or ended; {Locations} locations that name them are told with them.")]
    private partial void Told(int tariffs, int locations);

    [LoggerMessage(Level = LogLevel.Error, Message = "The dates of tariffs could not be looked at.")]
    protected override partial void LookFailed(Exception exception);
}
