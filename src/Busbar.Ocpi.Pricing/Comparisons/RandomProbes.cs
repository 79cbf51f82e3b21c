using System.Collections;
using System.Globalization;
using Busbar.Ocpi.Pricing.Quotes;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Comparisons;

/// <summary>Sessions by chance, close to the limits of some tariffs. The same ones every time.</summary>
internal sealed class RandomProbes : IEnumerable<Probe>
{
    private readonly long[] _times;
    private readonly DateOnly[] _days;
    private readonly decimal[] _energies;
    private readonly decimal[] _powers;
    private readonly decimal[] _currents;
    private readonly long[] _seconds;
    private readonly TimeZoneInfo? _zone;

    public RandomProbes(IReadOnlyList<CompiledTariff> tariffs, TimeZoneInfo? zone, DateOnly day)
    {
        _zone = zone;
        _times = [.. tariffs.SelectMany(tariff => tariff.TimesOfDay).Append(TimeSpan.FromHours(12).Ticks).Distinct()];
        _energies = [.. tariffs.SelectMany(tariff => tariff.Energies).Select(energy => energy.ToDecimal(6)).Where(energy => energy is > 0 and < 100_000).Append(20)];
        _seconds = [.. tariffs.SelectMany(tariff => tariff.SessionDurations.Concat(tariff.ReservationDurations)).Select(ticks => ticks / TimeSpan.TicksPerSecond).Where(seconds => seconds is > 0 and < 864_000).Append(1800)];
        var restrictions = tariffs.SelectMany(tariff => tariff.Source.Elements).Select(element => element.Restrictions).Where(given => given is not null).ToList();
        _powers = [.. restrictions.SelectMany(given => new[] { given!.MinPower, given.MaxPower }).OfType<decimal>().Where(power => power > 0).Append(11).Append(50)];
        _currents = [.. restrictions.SelectMany(given => new[] { given!.MinCurrent, given.MaxCurrent }).OfType<decimal>().Where(current => current > 0).Append(48)];
        _days =
        [
            .. restrictions.SelectMany(given => new[] { given!.StartDate, given.EndDate })
                .Where(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                .Select(text => DateOnly.ParseExact(text!, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Append(day),
        ];
    }

    public IEnumerator<Probe> GetEnumerator()
    {
        var chance = new Random(20260101);
        for (var number = 1; ; number++)
        {
            var arrival = LocalTime.ToUtc(Pick(chance, _days).AddDays(chance.Next(-1, 8)), Pick(chance, _times), _zone).AddSeconds(chance.Next(4) switch { 0 => 0, 1 => -1, _ => chance.Next(-7200, 7200) });
            var power = Near(chance, Pick(chance, _powers));
            var reserved = chance.Next(5) == 0 ? TimeSpan.FromSeconds((long)Near(chance, Pick(chance, _seconds))) : TimeSpan.Zero;
            var expires = reserved > TimeSpan.Zero && chance.Next(3) == 0;
            var plan = new PlannedSession
            {
                Arrival = arrival,
                Energy = expires ? 0 : chance.Next(10) == 0 ? 0 : chance.Next(3) == 0 ? Math.Round(power * Pick(chance, _seconds) / 3600, 4) : Near(chance, Pick(chance, _energies)),
                Power = power,
                Current = Near(chance, Pick(chance, _currents)),
                Parking = TimeSpan.FromSeconds(chance.Next(3) == 0 ? 0 : (long)Near(chance, Pick(chance, _seconds))),
                Reserved = reserved,
                ReservationExpires = expires,
            };
            yield return new Probe(string.Create(CultureInfo.InvariantCulture, $"session by chance {number}: {arrival:yyyy-MM-dd HH:mm:ss}Z, {plan.Energy:0.####} kWh at {plan.Power:0.###} kW, parked {plan.Parking}, reserved {plan.Reserved}"), plan.Events());
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static T Pick<T>(Random chance, T[] values) => values[chance.Next(values.Length)];

    /// <summary>Just at a limit, just below, just above, or anywhere around.</summary>
    private static decimal Near(Random chance, decimal limit) => chance.Next(4) switch
    {
        0 => limit,
        1 => Math.Max(0.01m, limit - 0.01m),
        2 => limit + 0.01m,
        _ => Math.Max(0.01m, Math.Round(limit * chance.Next(1, 30) / 10, 2)),
    };
}
