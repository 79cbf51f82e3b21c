using System.Globalization;
using Busbar.Ocpi.Metering.Ocmf;
using Busbar.Ocpi.Model.Cdrs;

namespace Busbar.Ocpi.Metering.Cdrs;

/// <summary>Compares a CDR with the readings that its meter signed.</summary>
internal static class MeterComparison
{
    /// <summary>Adds what differs. Returns the energy between the first and the last reading; null when they are not there.</summary>
    public static decimal? Compare(Cdr cdr, IReadOnlyList<OcmfRecord> records, MeterTolerance tolerance, List<MeterFinding> findings)
    {
        foreach (var serial in records.Select(record => record.MeterSerial).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (cdr.MeterId is { } meter && !string.Equals(meter, serial, StringComparison.OrdinalIgnoreCase))
            {
                findings.Add(new(MeterFindingCodes.Meter, $"The readings are from the meter {serial}, the CDR names {meter}."));
            }
        }

        var readings = records.SelectMany(record => record.Readings).Where(reading => reading.KilowattHours is not null).ToList();
        if (readings.Any(reading => reading.Status is not (null or "G") || reading.Errors is { Length: > 0 }))
        {
            findings.Add(new(MeterFindingCodes.Unreliable, "The meter says of a reading that it is not reliable."));
        }

        var first = readings.Find(reading => reading.Begins);
        var last = readings.FindLast(reading => reading.Ends && reading.Register == first?.Register);
        if (first is null || last is null)
        {
            findings.Add(new(MeterFindingCodes.Incomplete, $"There is no {(first is null ? "first" : "last")} reading among the signed ones."));
            return null;
        }

        var energy = last.KilowattHours!.Value - first.KilowattHours!.Value;
        if (Math.Abs(energy - cdr.TotalEnergy) > tolerance.Energy)
        {
            findings.Add(new(MeterFindingCodes.Energy, $"The meter counted {Text(energy)} kWh, total_energy is {Text(cdr.TotalEnergy)} kWh."));
        }

        Time(MeterFindingCodes.Start, "starts", first.At, cdr.StartDateTime, tolerance, findings);
        Time(MeterFindingCodes.End, "ends", last.At, cdr.EndDateTime, tolerance, findings);
        return energy;
    }

    private static void Time(string code, string what, DateTimeOffset? metered, DateTimeOffset stated, MeterTolerance tolerance, List<MeterFinding> findings)
    {
        if (metered is { } at && (at - stated).Duration() > tolerance.Time)
        {
            findings.Add(new(code, $"The CDR {what} at {Instant(stated)}, the readings say {Instant(at)}."));
        }
    }

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
