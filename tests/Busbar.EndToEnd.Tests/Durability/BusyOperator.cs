using System.Globalization;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>An operator's backend at work: six workers with a dozen rounds over two dozen locations, tariffs, sessions and CDRs; more than a thousand documents.</summary>
internal static class BusyOperator
{
    private const int Workers = 6;
    private const int Objects = 24;
    private const int Rounds = 12;

    public static Task WorkAsync(Ledger ledger, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(ledger, worker, cancellation), cancellation)));

    /// <summary>One part of the operator's backend: its objects are its own, so that each of them has one order.</summary>
    private static async Task WorkAsync(Ledger ledger, int worker, CancellationToken cancellation)
    {
        var chance = new Random(worker);
        var mine = Enumerable.Range(0, Objects).Where(number => number % Workers == worker).ToList();
        foreach (var number in mine)
        {
            await ledger.TariffAsync(Name("T", number), 1, cancellation);
            await ledger.LocationAsync(Name("L", number), 1, "AVAILABLE", cancellation);
        }

        for (var round = 2; round < 2 + Rounds; round++)
        {
            foreach (var number in mine)
            {
                var location = Name("L", number);
                await ledger.EvseStatusAsync(location, "E1", round * 10, round % 2 == 0 ? "CHARGING" : "AVAILABLE", cancellation);
                await ledger.SessionAsync(Name("S", number), number % 2 == 0 ? "PRV" : "PRX", location, round * 10, cancellation);
                switch (chance.Next(4))
                {
                    case 0:
                        await ledger.TariffAsync(Name("T", number), round * 10, cancellation);
                        break;
                    case 1:
                        await ledger.LocationAsync(location, (round * 10) + 1, "BLOCKED", cancellation);
                        break;
                    case 2:
                        await ledger.EvseAsync(location, "E2", (round * 10) + 2, "OUTOFORDER", cancellation);
                        break;
                    default:
                        await ledger.EvseStatusAsync(location, "E1", (round * 10) + 3, "RESERVED", cancellation);
                        break;
                }

                if (round % 2 == 0)
                {
                    var cdr = (number * 100) + round;
                    await ledger.CdrAsync(Name("C", cdr), number % 2 == 0 ? "PRV" : "PRX", cdr, cancellation);
                }
            }
        }
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");
}
