using System.Collections;
using System.Runtime.CompilerServices;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The tariffs at hand for a session, compiled once. It does not change: keep it and price many sessions with it.</summary>
[CollectionBuilder(typeof(TariffSet), nameof(Create))]
public sealed class TariffSet : IReadOnlyList<Tariff>
{
    private readonly CompiledTariff[] _compiled;

    private TariffSet(CompiledTariff[] compiled)
    {
        _compiled = compiled;
        ReadsClock = Array.Exists(compiled, tariff => tariff.ReadsClock);
        Warnings = [.. compiled.SelectMany(tariff => tariff.Warnings)];
        HasSeveralCurrencies = compiled.Select(tariff => tariff.Source.Currency).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;
    }

    /// <inheritdoc/>
    public int Count => _compiled.Length;

    /// <summary>The compiled tariffs.</summary>
    public IReadOnlyList<CompiledTariff> Compiled => _compiled;

    internal bool ReadsClock { get; }

    internal bool HasSeveralCurrencies { get; }

    internal IReadOnlyList<PricingWarning> Warnings { get; }

    /// <inheritdoc/>
    public Tariff this[int index] => _compiled[index].Source;

    /// <summary>The set of these tariffs; what is a set already stays as it is.</summary>
    public static TariffSet Of(IEnumerable<Tariff> tariffs) => tariffs as TariffSet ?? new([.. tariffs.Select(tariff => new CompiledTariff(tariff))]);

    /// <summary>The set of tariffs that were compiled before.</summary>
    public static TariffSet Of(params IEnumerable<CompiledTariff> tariffs) => new([.. tariffs]);

    /// <summary>What a collection expression calls.</summary>
    public static TariffSet Create(ReadOnlySpan<Tariff> tariffs)
    {
        var compiled = new CompiledTariff[tariffs.Length];
        for (var index = 0; index < compiled.Length; index++)
        {
            compiled[index] = new(tariffs[index]);
        }

        return new(compiled);
    }

    /// <inheritdoc/>
    public IEnumerator<Tariff> GetEnumerator() => _compiled.Select(tariff => tariff.Source).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
