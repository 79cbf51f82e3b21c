using Busbar.Core.Connections;
using Busbar.Core.Metering;
using Busbar.Core.Objects;
using Busbar.Core.Sessions;
using Busbar.Core.Tariffs;
using Busbar.Ocpi.Metering.Cdrs;
using Busbar.Ocpi.Metering.Keys;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Discrepancies;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Core.Verdicts;

/// <summary>
/// Checks stored CDRs with what this gateway knows around them: the Location's time zone, the tariffs that were in force, the meter's key, what was agreed with the partner.
/// Reads only; the same CDR is judged the same again while these stay the same.
/// </summary>
public sealed class CdrChecker(ObjectTranslator translator, TariffShelf shelf, SessionTariffs tariffs, ChargingPlaces places, IMeterKeyStore keys, ConnectionDirectory directory)
{
    /// <summary>Versions of a tariff that are tried when a CDR differs.</summary>
    private const int TriedVersions = 12;

    public async ValueTask<CheckedCdr> CheckAsync(StoredObject stored, CancellationToken cancellation)
    {
        var audience = HeldAudience.TryRelease(stored.Facts, out var facts) ? facts.Value.Audience : stored.Facts.Audience;
        var translated = await translator.ToAsync(stored.Key, ObjectType.Cdr, stored.Version, OcpiVersion.V230, stored.Utf8, audience, cancellation);
        return translated.Withheld is { } reason ? new CheckedCdr { Version = stored.Version, Problem = reason }
            : !OcpiJson.TryDeserialize<Cdr>(translated.Utf8.Span, out var cdr, out var problem) ? new CheckedCdr { Version = stored.Version, Problem = $"It is not complete: {problem.Split('\n')[0]}" }
            : await CheckAsync(stored, cdr, cancellation);
    }

    private async ValueTask<CheckedCdr> CheckAsync(StoredObject stored, Cdr cdr, CancellationToken cancellation)
    {
        var owner = stored.Key.Owner;
        var reading = stored.Source is { } source && directory.Current.Find(source) is { } connection ? connection.Profile.CdrReading : CdrReading.Default;
        var place = await places.FindAsync(owner, cdr.CdrLocation.Id, cdr.CdrLocation.EvseUid, cdr.CdrLocation.ConnectorId, cancellation);
        var zone = place?.TimeZone ?? (CountryZones.Find(cdr.CdrLocation.Country) is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : null);
        IReadOnlyList<KeptTariff> kept = cdr.Tariffs.Count > 0 ? [] : await tariffs.FindAsync(owner, cdr.ChargingPeriods, place, cdr.StartDateTime, cancellation);
        var input = CdrReader.Read(cdr, zone, [.. kept.Select(tariff => tariff.Tariff)], kept.Count > 0 ? SessionTariffs.VersionOf(kept) : stored.Version);
        var verdict = CdrCheck.Check(cdr, input, reading.Policy, reading.CheckTolerance);
        if (cdr.Tariffs.Count > 0 && verdict.Outcome != CdrOutcome.NotCheckable)
        {
            verdict = await ComparePublishedAsync(owner, cdr, input, verdict, reading, cancellation);
        }

        if (verdict.Outcome == CdrOutcome.Disagrees)
        {
            verdict = DiscrepancyExplainer.Explain(cdr, input, verdict, reading.CheckTolerance, await OtherVersionsAsync(owner, input, cancellation));
        }

        return new CheckedCdr
        {
            Version = stored.Version,
            Cdr = cdr,
            Verdict = verdict,
            Signed = SignedDataCheck.Check(cdr, await KeyAsync(owner, cdr, cancellation)),
            Origin = cdr.Tariffs.Count > 0 ? TariffOrigin.Cdr : kept.Count > 0 ? TariffOrigin.History : TariffOrigin.None,
            TariffHashes = [.. kept.Select(tariff => tariff.Kept.Hash)],
        };
    }

    /// <summary>The tariffs in a CDR are its record; that they are those that were published is another question.</summary>
    private async ValueTask<CdrVerdict> ComparePublishedAsync(
        PartyId owner, Cdr cdr, PricingInput input, CdrVerdict verdict, CdrReading reading, CancellationToken cancellation)
    {
        foreach (var tariff in input.Tariffs)
        {
            if (await shelf.FindAsync(owner, tariff.Id, cdr.StartDateTime, cancellation) is not { } published || published.Kept.From > cdr.StartDateTime)
            {
                continue;
            }

            var priced = TariffEngine.Price(
                input with { Tariffs = [.. input.Tariffs.Select(other => ReferenceEquals(other, tariff) ? published.Tariff : other)], Explain = false }, reading.Policy).Totals.TotalCost.BeforeTaxes;
            var billed = verdict.Result.Totals.TotalCost.BeforeTaxes;
            if (priced is { } expected && billed is { } stated && (expected - stated).Abs() > (Rational)reading.Tolerance)
            {
                var currency = verdict.Result.Currency;
                var finding = new ConsistencyFinding(
                    ConsistencyCodes.TariffNotAsPublished,
                    $"Its tariff {tariff.Id} is not the one that was published: by that it would be {Text(expected)} {currency} instead of {Text(stated)} {currency}.")
                {
                    Stated = stated, Expected = expected, Unit = currency, Subject = tariff.Id,
                };
                verdict = verdict with { Inconsistencies = [.. verdict.Inconsistencies, finding] };
            }
        }

        return verdict;
    }

    private async ValueTask<IReadOnlyList<Tariff>> OtherVersionsAsync(PartyId owner, PricingInput input, CancellationToken cancellation)
    {
        var others = new List<Tariff>();
        foreach (var tariff in input.Tariffs)
        {
            others.AddRange((await shelf.ListAsync(owner, tariff.Id, TriedVersions, cancellation)).Select(kept => kept.Tariff).Where(other => other.LastUpdated != tariff.LastUpdated));
        }

        return others;
    }

    private async ValueTask<MeterKey?> KeyAsync(PartyId owner, Cdr cdr, CancellationToken cancellation) =>
        cdr is { SignedData: not null, MeterId: { } meter } && await keys.FindAsync(owner, meter, cancellation) is { } registered && MeterKey.TryRead(registered.PublicKey, out var key)
            ? key
            : null;

    private static string Text(Rational amount) => amount.ToDecimal().ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
