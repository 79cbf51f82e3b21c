using Busbar.Bench.Gateway;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Bench.Delivery;

/// <summary>Partners that are pushed to: every other one speaks 2.3.0, the others 2.2.1.</summary>
internal static class Partners
{
    public static async Task ConnectAsync(RunningGateway gateway, Receivers receivers, IEnumerable<int> numbers, int concurrency, CancellationToken cancellation)
    {
        var partners = numbers.Select(number => RunningGateway.Registered(
            new PartyId("DE", Code(number)), Role.Emsp, number % 2 == 0 ? OcpiVersion.V221 : OcpiVersion.V230, receivers.EndpointsOf(number),
            new PartnerProfile { Concurrency = concurrency, PullInterval = TimeSpan.Zero }).Change);
        await gateway.ConnectAllAsync(partners, cancellation);
    }

    // Three letters or digits: more than forty thousand.
    private static string Code(int number)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        return string.Create(3, number, static (code, rest) =>
        {
            for (var i = 2; i >= 0; i--)
            {
                code[i] = Digits[rest % Digits.Length];
                rest /= Digits.Length;
            }
        });
    }
}
