using Busbar.Bench.Frame;
using Busbar.Bench.Samples;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Tariffs;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Bench.Pricing;

/// <summary>Pricing CDRs by tariffs that are at hand, on one core, against reading the typical one from its JSON: what every receiver does anyway.</summary>
internal sealed class PriceCdr : IScenario
{
    private readonly Cdr _typical = SampleCdrs.Typical();
    private readonly Cdr _dayAhead = SampleCdrs.DayAhead();
    private readonly TariffSet _typicalTariffs = TariffSet.Of(SampleCdrs.Typical().Tariffs);
    private readonly TariffSet _dayAheadTariffs = TariffSet.Of(SampleCdrs.DayAhead().Tariffs);
    private readonly byte[] _json = OcpiJson.Serialize(SampleCdrs.Typical());

    public string Name => "price";

    public string Unit => "CDRs";

    public IReadOnlyList<Contender> Contenders =>
    [
        new("JSON, read the typical CDR", null, (time, _) => Task.FromResult(Load.Repeat(time, Read))),
        new("typical, explained", 2, (time, _) => Task.FromResult(Load.Repeat(time, () => Price(_typical, _typicalTariffs, explain: true)))),
        new("typical, price only", 2.5, (time, _) => Task.FromResult(Load.Repeat(time, () => Price(_typical, _typicalTariffs, explain: false)))),
        new("48 hourly prices, explained", 0.4, (time, _) => Task.FromResult(Load.Repeat(time, () => Price(_dayAhead, _dayAheadTariffs, explain: true)))),
        new("48 hourly prices, price only", 0.5, (time, _) => Task.FromResult(Load.Repeat(time, () => Price(_dayAhead, _dayAheadTariffs, explain: false)))),
    ];

    public Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private int Read()
    {
        for (var i = 0; i < 100; i++)
        {
            GC.KeepAlive(OcpiJson.Deserialize<Cdr>(_json));
        }

        return 100;
    }

    private static int Price(Cdr cdr, TariffSet tariffs, bool explain)
    {
        for (var i = 0; i < 100; i++)
        {
            GC.KeepAlive(TariffEngine.Price(CdrReader.Read(cdr, SampleCdrs.Zone, tariffs, OcpiVersion.V221) with { Explain = explain }));
        }

        return 100;
    }
}
