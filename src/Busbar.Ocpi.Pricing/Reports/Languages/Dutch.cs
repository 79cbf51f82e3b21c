using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports.Languages;

internal sealed class Dutch : Words
{
    public override NumberForm Form { get; } = new()
    {
        Mark = ",",
        Group = ".",
        WithSymbol = (number, symbol) => symbol + NumberForm.Space + number,
        WithCode = (number, code) => code + NumberForm.Space + number,
        Months = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
        DateOf = (day, month, year) => $"{day} {month} {year}",
        Hour = "uur",
        Minute = "min",
        Second = "s",
    };

    public override string Agrees => "De CDR kost wat zijn tarief zegt.";

    public override string Disagrees => "De CDR kost niet wat zijn tarief zegt.";

    public override string NotCheckable => "De CDR kan niet worden gecontroleerd.";

    public override string WithoutTaxes => "zonder belasting";

    public override string WithTaxes => "met belasting";

    public override string ExplainedTitle => "Het vermelde bedrag komt uit wanneer";

    public override string And => " en ";

    public override string NotExplained => "Geen van de bekende andere manieren van rekenen geeft het vermelde bedrag.";

    public override string InconsistentTitle => "De CDR spreekt zichzelf tegen:";

    public override string SignedTitle => "Ondertekende meterstanden:";

    public override string SignatureVerified => "De handtekening is van de meter: de standen zijn niet veranderd.";

    public override string SignatureFailed => "Een handtekening is niet van de meter, of de standen zijn veranderd.";

    public override string SignatureNotVerifiable => "De handtekening kan niet worden gecontroleerd.";

    public override string SignedReadingsDiffer => "De CDR zegt niet wat de meter heeft ondertekend.";

    public override string ZoneUnknown => "UTC; de tijdzone ter plaatse is niet bekend";

    public override string PriceTitle => "Wat het volgens het tarief kost:";

    public override string Unknown => "onbekend";

    public override string Total => "Totaal";

    public override string ToPay => "Te betalen";

    public override string Credited => "Te crediteren";

    public override string NotesTitle => "Goed om te weten:";

    public override string Cost(string field) => field switch
    {
        "total_cost" => "Totaal",
        "total_fixed_cost" => "Vaste kosten",
        "total_energy_cost" => "Energie",
        "total_time_cost" => "Laadtijd",
        "total_parking_cost" => "Parkeren",
        _ => "Reservering",
    };

    public override string Difference(string what, string stated, string computed, string by, bool tooMuch) =>
        $"{what}: vermeld {stated}, berekend {computed}, {by} te {(tooMuch ? "veel" : "weinig")}";

    public override string StillDiffers(string what) => $"(nog steeds anders: {what})";

    public override string Session(string from, string to, string zone) => $"Van {from} tot {to} ({zone})";

    public override string Dimension(BilledDimension dimension) => dimension switch
    {
        BilledDimension.Energy => "Energie",
        BilledDimension.Time => "Laadtijd",
        BilledDimension.ParkingTime => "Parkeertijd",
        BilledDimension.ReservationTime => "Gereserveerde tijd",
        BilledDimension.ParkingFlat => "Parkeerbedrag",
        BilledDimension.ReservationFlat => "Reserveringsbedrag",
        _ => "Starttarief",
    };

    public override string Volume(string what, string volume, string price, bool energy) => $"{what}: {volume} tegen {price} per {(energy ? "kWh" : "uur")}";

    public override string Taxed(string before, string after) => $"{before} ({after} met belasting)";

    public override string TaxedOnly(string after) => $"{after} met belasting";

    public override string Where(string from, string to, string tariff, int element) => $"{from} tot {to}, tarief {tariff}, element {element}";

    public override string TaxName(string name) => name == "VAT" ? "btw" : name;

    public override string Step(string used, string step) => $"{used} verbruikt; het tarief rekent hele stappen van {step}";

    public override string Passed(int element, RestrictionKind because) => $"element {element} geldt niet: " + because switch
    {
        RestrictionKind.TimeOfDay => "ander tijdstip",
        RestrictionKind.Date => "andere datum",
        RestrictionKind.DayOfWeek => "andere weekdag",
        RestrictionKind.Energy => "andere hoeveelheid energie",
        RestrictionKind.Duration => "andere duur",
        RestrictionKind.Current => "andere stroomsterkte",
        RestrictionKind.Power => "ander vermogen",
        RestrictionKind.Reservation => "alleen voor reserveringen",
        _ => "niet leesbaar",
    };

    public override string Adjusted(AdjustmentKind kind, string? tariff) => kind switch
    {
        AdjustmentKind.Minimum => $"Verhoogd tot de minimumprijs van tarief {tariff}",
        AdjustmentKind.Maximum => $"Begrensd op de maximumprijs van tarief {tariff}",
        _ => "Afgerond",
    };

    public override string SplitEstimate(string amount) => $"Met perioden die bij de prijswijziging zijn gesplitst zou het ongeveer {amount} zijn.";

    public override string InPeriod(int period, string text) => $"Periode {period}: {text}";

    public override string Note(PricingWarning warning) => warning.Code switch
    {
        WarningCodes.NoPriceComponent => "Het tarief noemt voor een deel van het verbruik geen prijs; het kost niets.",
        WarningCodes.PeriodSpansPriceChange => "De prijs verandert binnen de periode; de prijs aan het begin is gebruikt.",
        WarningCodes.EstimatedSplit => "Energie tussen twee meterstanden is gelijkmatig over de laadtijd daartussen verdeeld.",
        WarningCodes.PeriodWithoutTariff => "De periode noemt geen tarief, andere wel.",
        WarningCodes.TariffNotFound => "Het genoemde tarief is er niet; de periode heeft geen prijs.",
        WarningCodes.NoTariff => "Er is geen tarief; niets heeft een prijs.",
        WarningCodes.TariffNotValid => "Bij het begin was geen tarief geldig; het eerste is gebruikt.",
        WarningCodes.SeveralTariffs => "Meer tarieven kwamen in aanmerking; het laatst begonnen tarief is gebruikt.",
        WarningCodes.FlatSuppressed => "Nog een vast bedrag werd verschuldigd en is niet berekend, omdat er al een is berekend.",
        WarningCodes.ElectricalValueUnknown => "Een grens voor stroomsterkte of vermogen kon niet worden gecontroleerd.",
        WarningCodes.TimeZoneUnknown => "Het tarief volgt de plaatselijke tijd en de tijdzone is niet bekend; UTC is gebruikt.",
        WarningCodes.RestrictionUnreadable => "Een voorwaarde van het tarief is niet leesbaar; het element geldt nooit.",
        WarningCodes.EnergyExported => "Er is energie teruggeleverd.",
        WarningCodes.LimitTaxUnknown => "De belasting in een prijsgrens is niet bekend.",
        WarningCodes.CurrencyMismatch => "De tarieven zijn in verschillende valuta; de bedragen zijn toch opgeteld.",
        WarningCodes.UnknownMember => "Het tarief bevat onbekende gegevens; die zijn genegeerd.",
        WarningCodes.BookingUnknown => "Het tarief bevat prijzen voor boekingen, maar er is geen boeking bekend; ze gelden niet.",
        WarningCodes.HubExtension => "Het tarief bevat een prijs die alleen een hub kent; die is genegeerd.",
        WarningCodes.HubRoundingUnreadable => "Een afrondingsregel van een hub is niet leesbaar; die is genegeerd.",
        WarningCodes.TimesWithheld => "De tijden van de sessie zijn achtergehouden (1970); prijzen die van tijd of duur afhangen zijn niet zeker.",
        WarningCodes.DimensionUnknown => "Het tarief noemt een prijs voor iets onbekends; die is genegeerd.",
        _ => warning.Message,
    };

    public override string? Taxes(TaxStatus status) => status switch
    {
        TaxStatus.NotStated => "Over belasting is niets bekend.",
        TaxStatus.UnknownNotIncluded => "De bedragen zijn zonder belasting; er kan belasting bij komen.",
        TaxStatus.UnknownIncluded => "De bedragen bevatten belasting waarvan het tarief niet bekend is.",
        TaxStatus.NotApplicable => "Er is geen belasting van toepassing.",
        _ => null,
    };

    public override string Finding(ConsistencyFinding finding)
    {
        var period = finding.Period + 1;
        var stated = Amount(finding.Stated, finding.Unit);
        var expected = Amount(finding.Expected, finding.Unit);
        return finding.Code switch
        {
            ConsistencyCodes.EnergyTotal => $"total_energy is {stated}, de perioden geven {expected}.",
            ConsistencyCodes.TimeTotal => $"total_time is {stated}, de sessie duurde {expected}.",
            ConsistencyCodes.ParkingTotal => $"total_parking_time is {stated}, de perioden geven {expected}.",
            ConsistencyCodes.CostTotal => $"total_cost is {stated}, de delen geven {expected}.",
            ConsistencyCodes.PeriodOutside => $"Periode {period} begint buiten de sessie.",
            ConsistencyCodes.PeriodsOutOfOrder => "De perioden staan niet in tijdsvolgorde.",
            ConsistencyCodes.PeriodsStartTogether => $"Periode {period} begint tegelijk met de vorige.",
            ConsistencyCodes.GapAtStart => $"De eerste periode begint {stated} na de sessie; wat daarvoor gebeurde is niet vastgelegd.",
            ConsistencyCodes.GapInPeriod => $"Periode {period} duurt {expected}, de tijden erin geven maar {stated}.",
            ConsistencyCodes.TimesOverlap => $"In periode {period} overlappen laden en parkeren: samen {stated}, de periode duurt {expected}.",
            ConsistencyCodes.PeriodTooShort => $"Periode {period} duurt {expected} en is korter dan de tijden erin, {stated}.",
            ConsistencyCodes.NegativeTime => $"Een tijd in periode {period} is negatief.",
            ConsistencyCodes.NoPeriods => "Hij heeft geen perioden.",
            ConsistencyCodes.NoTariff => "Hij heeft geen tarief.",
            ConsistencyCodes.TariffMissing => $"Periode {period} noemt tarief {finding.Subject}, dat er niet bij is.",
            ConsistencyCodes.TariffNotValid => "Zijn tarief was bij het begin van de sessie niet geldig.",
            ConsistencyCodes.TariffNotAsPublished => $"Zijn tarief {finding.Subject} is niet het destijds gepubliceerde: daarmee zou het {expected} zijn in plaats van {stated}.",
            ConsistencyCodes.Currency => $"Hij is in {finding.Unit}, zijn tarief in {finding.Subject}.",
            ConsistencyCodes.EndsBeforeStart => "Hij eindigt voordat hij begint.",
            ConsistencyCodes.EnergyWithoutTime => "Er stroomde energie en de sessie duurde niet.",
            ConsistencyCodes.Sign => finding.Stated is { Sign: < 0 } ? "Het totaal is negatief en het is geen credit-CDR." : "Het is een credit-CDR en het totaal is niet negatief.",
            ConsistencyCodes.CreditWithoutReference => "Het is een credit-CDR en zegt niet welke CDR hij terugneemt.",
            _ => finding.Message,
        };
    }

    public override string Reading(AlternativeReading reading) => reading.Code switch
    {
        ReadingCodes.RoundedPerLine => $"elke regel eerst op de cent wordt afgerond ({ModeOf(reading)})",
        ReadingCodes.RoundedPerDimension => $"energie, tijd en vaste bedragen elk op de cent worden afgerond ({ModeOf(reading)})",
        ReadingCodes.RoundedTotal => $"het totaal op de cent wordt afgerond ({ModeOf(reading)})",
        ReadingCodes.StepPerPeriod => "de stapgrootte in elke periode in plaats van eenmaal per sessie wordt toegepast",
        ReadingCodes.NoStep => "de stapgrootte wordt genegeerd",
        ReadingCodes.StepOfAllVolume => "ook gratis hoeveelheden meetellen in wat de stapgrootte afrondt",
        ReadingCodes.HoursAsStated => "uren met vier decimalen letterlijk worden genomen, zodat een volgende stap begint",
        ReadingCodes.ClockInUtc => "de tijden van het tarief in UTC in plaats van plaatselijke tijd worden gelezen",
        ReadingCodes.WholeTime => "laadtijd voor de hele tijd van begin tot einde wordt berekend",
        ReadingCodes.ParkingAsCharging => "parkeren ook als laadtijd wordt berekend",
        ReadingCodes.LocalClockLength => "tijden over de klokwisseling heen naar de plaatselijke klok worden berekend",
        ReadingCodes.OneTaxRate => $"één belastingtarief van {reading.Argument?.Replace('.', ',')} % op alles wordt toegepast",
        ReadingCodes.TaxOnRoundedTotal => "belasting over het afgeronde totaal wordt berekend",
        ReadingCodes.TaxLeftOut => "belasting wordt weggelaten",
        ReadingCodes.IncludedAsExcluded => "prijzen met belasting voor prijzen zonder belasting worden gehouden",
        ReadingCodes.ExcludedAsIncluded => "prijzen zonder belasting voor prijzen met belasting worden gehouden",
        ReadingCodes.TaxedTwice => "belasting wordt opgeteld bij prijzen waarin zij al zit",
        ReadingCodes.AfterInPlaceOfBefore => "het bedrag met belasting staat waar het bedrag zonder hoort",
        ReadingCodes.FeePerPeriod => "het vaste bedrag in elke periode wordt berekend",
        ReadingCodes.EveryFee => "elk verschuldigd geworden vast bedrag wordt berekend",
        ReadingCodes.NoFee => "vaste bedragen worden weggelaten",
        ReadingCodes.MinimumIgnored => "de minimumprijs wordt genegeerd",
        ReadingCodes.MinimumAsFee => "de minimumprijs als vast bedrag wordt opgeteld",
        ReadingCodes.MaximumIgnored => "de maximumprijs wordt genegeerd",
        ReadingCodes.MinimumWithoutSession => "de minimumprijs wordt toegepast hoewel er alleen een reservering was",
        ReadingCodes.PeriodsSplit => "perioden bij de prijswijziging worden gesplitst, met gelijkmatig verdeelde energie",
        ReadingCodes.EnergyInWattHours => "de energie in Wh in plaats van kWh staat",
        ReadingCodes.EnergyTimesThousand => "wattuur tegen de prijs van kilowattuur worden berekend",
        ReadingCodes.TotalEnergyBilled => "total_energy in plaats van de energie van de perioden wordt berekend",
        ReadingCodes.OtherTariffVersion => $"een andere versie van het tarief wordt gebruikt ({reading.Argument})",
        ReadingCodes.OneElement => "het eerste passende element voor alles geldt",
        ReadingCodes.EqualTimesNever => "een tijdvenster dat eindigt wanneer het begint als leeg geldt",
        ReadingCodes.UnknownPowerFails => "een niet te controleren grens voor stroomsterkte of vermogen als niet vervuld geldt",
        ReadingCodes.PeriodTariffIgnored => "de tarieven die perioden noemen worden genegeerd",
        ReadingCodes.PeriodTariffFromSession => "perioden zonder tarief tegen het tarief van de sessie worden berekend",
        ReadingCodes.ReservationExpired => "de reservering voor verlopen wordt gehouden",
        ReadingCodes.ReservationUsed => "de verlopen reservering voor gebruikt wordt gehouden",
        ReadingCodes.ExportUnpaid => "teruggeleverde energie niet wordt betaald",
        ReadingCodes.CreditNotNegated => "het totaal van de creditering niet negatief is",
        _ => reading.Code,
    };

    private static string ModeOf(AlternativeReading reading) => Mode(reading.Argument, "altijd naar boven", "altijd naar beneden", "helften naar het even cijfer", "helften naar boven");
}
