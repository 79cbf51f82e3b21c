using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports.Languages;

internal sealed class German : Words
{
    public override NumberForm Form { get; } = new()
    {
        Mark = ",",
        Group = ".",
        WithSymbol = (number, symbol) => number + NumberForm.Space + symbol,
        WithCode = (number, code) => number + NumberForm.Space + code,
        Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        DateOf = (day, month, year) => $"{day}. {month} {year}",
        Hour = "Std.",
        Minute = "min",
        Second = "s",
    };

    public override string Agrees => "Der CDR kostet, was sein Tarif sagt.";

    public override string Disagrees => "Der CDR kostet nicht, was sein Tarif sagt.";

    public override string NotCheckable => "Der CDR lässt sich nicht prüfen.";

    public override string WithoutTaxes => "ohne Steuern";

    public override string WithTaxes => "mit Steuern";

    public override string ExplainedTitle => "Der angegebene Betrag ergibt sich, wenn";

    public override string And => " und ";

    public override string NotExplained => "Keine der bekannten anderen Rechenweisen ergibt den angegebenen Betrag.";

    public override string InconsistentTitle => "Der CDR widerspricht sich selbst:";

    public override string SignedTitle => "Signierte Messwerte:";

    public override string SignatureVerified => "Die Signatur stammt vom Zähler: Die Messwerte sind unverändert.";

    public override string SignatureFailed => "Eine Signatur stammt nicht vom Zähler, oder die Messwerte wurden verändert.";

    public override string SignatureNotVerifiable => "Die Signatur kann nicht geprüft werden.";

    public override string SignedReadingsDiffer => "Der CDR sagt nicht, was der Zähler signiert hat.";

    public override string ZoneUnknown => "UTC; die Zeitzone vor Ort ist nicht bekannt";

    public override string PriceTitle => "Was es nach dem Tarif kostet:";

    public override string Unknown => "unbekannt";

    public override string Total => "Gesamt";

    public override string ToPay => "Zu zahlen";

    public override string Credited => "Gutschrift";

    public override string NotesTitle => "Gut zu wissen:";

    public override string Cost(string field) => field switch
    {
        "total_cost" => "Gesamt",
        "total_fixed_cost" => "Gebühren",
        "total_energy_cost" => "Energie",
        "total_time_cost" => "Ladezeit",
        "total_parking_cost" => "Parken",
        _ => "Reservierung",
    };

    public override string Difference(string what, string stated, string computed, string by, bool tooMuch) =>
        $"{what}: angegeben {stated}, berechnet {computed}, {by} zu {(tooMuch ? "viel" : "wenig")}";

    public override string StillDiffers(string what) => $"(weiterhin abweichend: {what})";

    public override string Session(string from, string to, string zone) => $"Von {from} bis {to} ({zone})";

    public override string Dimension(BilledDimension dimension) => dimension switch
    {
        BilledDimension.Energy => "Energie",
        BilledDimension.Time => "Ladezeit",
        BilledDimension.ParkingTime => "Parkzeit",
        BilledDimension.ReservationTime => "Reservierte Zeit",
        BilledDimension.ParkingFlat => "Parkgebühr",
        BilledDimension.ReservationFlat => "Reservierungsgebühr",
        _ => "Startgebühr",
    };

    public override string Volume(string what, string volume, string price, bool energy) => $"{what}: {volume} zu {price} je {(energy ? "kWh" : "Stunde")}";

    public override string Taxed(string before, string after) => $"{before} ({after} mit Steuern)";

    public override string TaxedOnly(string after) => $"{after} mit Steuern";

    public override string Where(string from, string to, string tariff, int element) => $"{from} bis {to}, Tarif {tariff}, Element {element}";

    public override string TaxName(string name) => name == "VAT" ? "MwSt." : name;

    public override string Step(string used, string step) => $"{used} verbraucht; der Tarif rechnet ganze Schritte von {step} ab";

    public override string Passed(int element, RestrictionKind because) => $"Element {element} gilt nicht: " + because switch
    {
        RestrictionKind.TimeOfDay => "andere Uhrzeit",
        RestrictionKind.Date => "anderes Datum",
        RestrictionKind.DayOfWeek => "anderer Wochentag",
        RestrictionKind.Energy => "andere Energiemenge",
        RestrictionKind.Duration => "andere Dauer",
        RestrictionKind.Current => "andere Stromstärke",
        RestrictionKind.Power => "andere Leistung",
        RestrictionKind.Reservation => "nur für Reservierungen",
        _ => "nicht lesbar",
    };

    public override string Adjusted(AdjustmentKind kind, string? tariff) => kind switch
    {
        AdjustmentKind.Minimum => $"Auf den Mindestpreis des Tarifs {tariff} angehoben",
        AdjustmentKind.Maximum => $"Auf den Höchstpreis des Tarifs {tariff} begrenzt",
        _ => "Gerundet",
    };

    public override string SplitEstimate(string amount) => $"Mit Zeiträumen, die beim Preiswechsel geteilt sind, wären es etwa {amount}.";

    public override string InPeriod(int period, string text) => $"Zeitraum {period}: {text}";

    public override string Note(PricingWarning warning) => warning.Code switch
    {
        WarningCodes.NoPriceComponent => "Der Tarif nennt für einen Teil des Verbrauchs keinen Preis; er kostet nichts.",
        WarningCodes.PeriodSpansPriceChange => "Der Preis ändert sich innerhalb des Zeitraums; es gilt der Preis zu seinem Beginn.",
        WarningCodes.EstimatedSplit => "Energie zwischen zwei Zählerständen wurde gleichmäßig auf die Ladezeit dazwischen verteilt.",
        WarningCodes.PeriodWithoutTariff => "Der Zeitraum nennt keinen Tarif, andere schon.",
        WarningCodes.TariffNotFound => "Der genannte Tarif liegt nicht vor; der Zeitraum hat keinen Preis.",
        WarningCodes.NoTariff => "Es gibt keinen Tarif; nichts hat einen Preis.",
        WarningCodes.TariffNotValid => "Zu Beginn war kein Tarif gültig; der erste wurde verwendet.",
        WarningCodes.SeveralTariffs => "Mehrere Tarife kamen in Frage; der zuletzt begonnene wurde verwendet.",
        WarningCodes.FlatSuppressed => "Eine weitere Gebühr wurde fällig und nicht berechnet, weil schon eine berechnet ist.",
        WarningCodes.ElectricalValueUnknown => "Eine Grenze für Stromstärke oder Leistung ließ sich nicht prüfen.",
        WarningCodes.TimeZoneUnknown => "Der Tarif richtet sich nach der Ortszeit, und die Zeitzone ist nicht bekannt; es wurde UTC verwendet.",
        WarningCodes.RestrictionUnreadable => "Eine Bedingung des Tarifs ist nicht lesbar; ihr Element gilt nie.",
        WarningCodes.EnergyExported => "Energie wurde zurückgespeist.",
        WarningCodes.LimitTaxUnknown => "Die Steuer in einer Preisgrenze ist nicht bekannt.",
        WarningCodes.CurrencyMismatch => "Die Tarife lauten auf verschiedene Währungen; die Beträge wurden dennoch addiert.",
        WarningCodes.UnknownMember => "Der Tarif enthält unbekannte Angaben; sie bleiben unbeachtet.",
        WarningCodes.BookingUnknown => "Der Tarif enthält Preise für Buchungen, doch ist keine Buchung bekannt; sie gelten nicht.",
        WarningCodes.HubExtension => "Der Tarif enthält einen Preis, den nur ein Roaming-Hub kennt; er bleibt unbeachtet.",
        WarningCodes.HubRoundingUnreadable => "Eine Rundungsregel eines Roaming-Hubs ist nicht lesbar; sie bleibt unbeachtet.",
        WarningCodes.TimesWithheld => "Die Zeiten des Ladevorgangs werden zurückgehalten (1970); Preise, die von Uhrzeit oder Dauer abhängen, sind nicht sicher.",
        WarningCodes.DimensionUnknown => "Der Tarif nennt einen Preis für etwas Unbekanntes; er bleibt unbeachtet.",
        _ => warning.Message,
    };

    public override string? Taxes(TaxStatus status) => status switch
    {
        TaxStatus.NotStated => "Über Steuern ist nichts bekannt.",
        TaxStatus.UnknownNotIncluded => "Die Beträge sind ohne Steuern; Steuern können hinzukommen.",
        TaxStatus.UnknownIncluded => "Die Beträge enthalten Steuern, deren Satz nicht bekannt ist.",
        TaxStatus.NotApplicable => "Es fallen keine Steuern an.",
        _ => null,
    };

    public override string Finding(ConsistencyFinding finding)
    {
        var period = finding.Period + 1;
        var stated = Amount(finding.Stated, finding.Unit);
        var expected = Amount(finding.Expected, finding.Unit);
        return finding.Code switch
        {
            ConsistencyCodes.EnergyTotal => $"total_energy ist {stated}, die Zeiträume ergeben {expected}.",
            ConsistencyCodes.TimeTotal => $"total_time ist {stated}, der Vorgang dauerte {expected}.",
            ConsistencyCodes.ParkingTotal => $"total_parking_time ist {stated}, die Zeiträume ergeben {expected}.",
            ConsistencyCodes.CostTotal => $"total_cost ist {stated}, die Teile ergeben {expected}.",
            ConsistencyCodes.PeriodOutside => $"Zeitraum {period} beginnt außerhalb des Vorgangs.",
            ConsistencyCodes.PeriodsOutOfOrder => "Die Zeiträume stehen nicht in zeitlicher Reihenfolge.",
            ConsistencyCodes.PeriodsStartTogether => $"Zeitraum {period} beginnt zugleich mit dem davor.",
            ConsistencyCodes.GapAtStart => $"Der erste Zeitraum beginnt {stated} nach dem Vorgang; was davor geschah, ist nicht erfasst.",
            ConsistencyCodes.GapInPeriod => $"Zeitraum {period} dauert {expected}, die Zeiten darin ergeben nur {stated}.",
            ConsistencyCodes.TimesOverlap => $"In Zeitraum {period} überschneiden sich Laden und Parken: zusammen {stated}, der Zeitraum dauert {expected}.",
            ConsistencyCodes.PeriodTooShort => $"Zeitraum {period} dauert {expected} und ist kürzer als die Zeiten darin, {stated}.",
            ConsistencyCodes.NegativeTime => $"Eine Zeit in Zeitraum {period} ist negativ.",
            ConsistencyCodes.NoPeriods => "Er hat keine Zeiträume.",
            ConsistencyCodes.NoTariff => "Er hat keinen Tarif.",
            ConsistencyCodes.TariffMissing => $"Zeitraum {period} nennt den Tarif {finding.Subject}, der nicht dabei ist.",
            ConsistencyCodes.TariffNotValid => "Sein Tarif war zu Beginn des Vorgangs nicht gültig.",
            ConsistencyCodes.TariffNotAsPublished => $"Sein Tarif {finding.Subject} ist nicht der damals veröffentlichte: danach wären es {expected} statt {stated}.",
            ConsistencyCodes.Currency => $"Er lautet auf {finding.Unit}, sein Tarif auf {finding.Subject}.",
            ConsistencyCodes.EndsBeforeStart => "Er endet, bevor er beginnt.",
            ConsistencyCodes.EnergyWithoutTime => "Energie floss, und der Vorgang dauerte keine Zeit.",
            ConsistencyCodes.Sign => finding.Stated is { Sign: < 0 } ? "Der Gesamtbetrag ist negativ, und er ist kein Gutschrift-CDR." : "Er ist ein Gutschrift-CDR, und sein Gesamtbetrag ist nicht negativ.",
            ConsistencyCodes.CreditWithoutReference => "Er ist ein Gutschrift-CDR und sagt nicht, welchen CDR er zurücknimmt.",
            _ => finding.Message,
        };
    }

    public override string Reading(AlternativeReading reading) => reading.Code switch
    {
        ReadingCodes.RoundedPerLine => $"jede Zeile zuerst auf den Cent gerundet wird ({ModeOf(reading)})",
        ReadingCodes.RoundedPerDimension => $"Energie, Zeit und Gebühren je für sich auf den Cent gerundet werden ({ModeOf(reading)})",
        ReadingCodes.RoundedTotal => $"der Gesamtbetrag auf den Cent gerundet wird ({ModeOf(reading)})",
        ReadingCodes.StepPerPeriod => "die Schrittgröße in jedem Zeitraum statt einmal je Vorgang angewendet wird",
        ReadingCodes.NoStep => "die Schrittgröße unbeachtet bleibt",
        ReadingCodes.StepOfAllVolume => "auch kostenlose Mengen in das zählen, was die Schrittgröße aufrundet",
        ReadingCodes.HoursAsStated => "Stunden mit vier Nachkommastellen wörtlich genommen werden, sodass ein weiterer Schritt beginnt",
        ReadingCodes.ClockInUtc => "die Uhrzeiten des Tarifs in UTC statt in Ortszeit gelesen werden",
        ReadingCodes.WholeTime => "die Ladezeit für die ganze Zeit von Beginn bis Ende berechnet wird",
        ReadingCodes.ParkingAsCharging => "Parken zusätzlich als Ladezeit berechnet wird",
        ReadingCodes.LocalClockLength => "Zeiten über die Zeitumstellung hinweg nach der Ortszeit berechnet werden",
        ReadingCodes.OneTaxRate => $"ein Steuersatz von {reading.Argument?.Replace('.', ',')} % auf alles angewendet wird",
        ReadingCodes.TaxOnRoundedTotal => "Steuern auf den gerundeten Gesamtbetrag berechnet werden",
        ReadingCodes.TaxLeftOut => "Steuern weggelassen werden",
        ReadingCodes.IncludedAsExcluded => "Preise mit Steuern für Preise ohne Steuern gehalten werden",
        ReadingCodes.ExcludedAsIncluded => "Preise ohne Steuern für Preise mit Steuern gehalten werden",
        ReadingCodes.TaxedTwice => "Steuern auf Preise aufgeschlagen werden, die sie schon enthalten",
        ReadingCodes.AfterInPlaceOfBefore => "der Betrag mit Steuern dort steht, wo der ohne Steuern hingehört",
        ReadingCodes.FeePerPeriod => "die Gebühr in jedem Zeitraum berechnet wird",
        ReadingCodes.EveryFee => "jede fällig gewordene Gebühr berechnet wird",
        ReadingCodes.NoFee => "Gebühren weggelassen werden",
        ReadingCodes.MinimumIgnored => "der Mindestpreis unbeachtet bleibt",
        ReadingCodes.MinimumAsFee => "der Mindestpreis als Gebühr hinzukommt",
        ReadingCodes.MaximumIgnored => "der Höchstpreis unbeachtet bleibt",
        ReadingCodes.MinimumWithoutSession => "der Mindestpreis angewendet wird, obwohl es nur eine Reservierung gab",
        ReadingCodes.PeriodsSplit => "Zeiträume beim Preiswechsel geteilt werden, mit gleichmäßig verteilter Energie",
        ReadingCodes.EnergyInWattHours => "die Energie in Wh statt in kWh angegeben ist",
        ReadingCodes.EnergyTimesThousand => "Wattstunden zum Preis von Kilowattstunden berechnet werden",
        ReadingCodes.TotalEnergyBilled => "total_energy statt der Energie der Zeiträume berechnet wird",
        ReadingCodes.OtherTariffVersion => $"eine andere Fassung des Tarifs verwendet wird ({reading.Argument})",
        ReadingCodes.OneElement => "das erste passende Element für alles gilt",
        ReadingCodes.EqualTimesNever => "ein Zeitfenster, das endet, wann es beginnt, als leer gilt",
        ReadingCodes.UnknownPowerFails => "eine nicht prüfbare Grenze für Stromstärke oder Leistung als nicht erfüllt gilt",
        ReadingCodes.PeriodTariffIgnored => "die Tarife, die Zeiträume nennen, unbeachtet bleiben",
        ReadingCodes.PeriodTariffFromSession => "Zeiträume ohne Tarif nach dem Tarif des Vorgangs berechnet werden",
        ReadingCodes.ReservationExpired => "die Reservierung für verfallen gehalten wird",
        ReadingCodes.ReservationUsed => "die verfallene Reservierung für genutzt gehalten wird",
        ReadingCodes.ExportUnpaid => "zurückgespeiste Energie nicht vergütet wird",
        ReadingCodes.CreditNotNegated => "der Betrag der Gutschrift kein negatives Vorzeichen hat",
        _ => reading.Code,
    };

    private static string ModeOf(AlternativeReading reading) => Mode(reading.Argument, "immer auf", "immer ab", "Hälften zur geraden Ziffer", "Hälften auf");
}
