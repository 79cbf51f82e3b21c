using System.Globalization;

namespace Busbar.Soak.Runs;

/// <summary>How the gateway stood at one moment.</summary>
/// <param name="Minute">Since the run's start.</param>
/// <param name="Memory">Resident, in MB.</param>
/// <param name="Acknowledged">Documents until then.</param>
/// <param name="Median">Of the lag since the last sample, in milliseconds.</param>
/// <param name="P99">Its 99th percentile.</param>
/// <param name="Longest">The longest.</param>
/// <param name="Oldest">How long the oldest waits that has not arrived.</param>
internal sealed record Sample(double Minute, double Memory, long Acknowledged, long Median, long P99, long Longest, long Oldest)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minute:0.00}\t{Memory:0.0}\t{Acknowledged}\t{Median}\t{P99}\t{Longest}\t{Oldest}");
}
