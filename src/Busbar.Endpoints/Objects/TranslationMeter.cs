using System.Diagnostics.Metrics;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Microsoft.Extensions.Logging;

namespace Busbar.Endpoints.Objects;

/// <summary>Counts what is lost when objects are served in another version than their owner's.</summary>
public sealed class TranslationMeter : IDisposable
{
    private readonly Meter _meter = new("Busbar.Endpoints");
    private readonly Counter<long> _losses;
    private readonly Counter<long> _withheld;
    private readonly LossCounters _counters;
    private readonly ILogger<TranslationMeter> _log;

    public TranslationMeter(LossCounters counters, ILogger<TranslationMeter> log)
    {
        _counters = counters;
        _log = log;
        _losses = _meter.CreateCounter<long>("busbar.translation.losses", description: "Values that a served object lost in translation.");
        _withheld = _meter.CreateCounter<long>("busbar.translation.withheld", description: "Objects not served because the reader's version has no form for them.");
    }

    public void Count(Guid reader, ObjectType type, OcpiVersion from, OcpiVersion to, VersionedObject translation)
    {
        var pair = $"{from.Number()}>{to.Number()}";
        if (translation.Withheld is { } reason)
        {
            _counters.CountWithheld(reader);
            _withheld.Add(1, new KeyValuePair<string, object?>("type", type.Name), new("versions", pair));
            _log.LogDebug("A {Type} is not served from {From} to {To}: {Reason}", type.Name, from.Number(), to.Number(), reason);
            return;
        }

        if (translation.Losses.Count > 0)
        {
            _counters.Count(reader, translation.Losses);
            _losses.Add(translation.Losses.Count, new KeyValuePair<string, object?>("type", type.Name), new("versions", pair));
            if (_log.IsEnabled(LogLevel.Debug))
            {
                _log.LogDebug(
                    "A {Type} lost {Count} values from {From} to {To}: {Rules}",
                    type.Name, translation.Losses.Count, from.Number(), to.Number(), string.Join(' ', translation.Losses.Select(l => l.Rule).Distinct()));
            }
        }
    }

    public void Dispose() => _meter.Dispose();
}
