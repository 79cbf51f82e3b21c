using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports.Languages;

internal sealed class French : Words
{
    public override NumberForm Form { get; } = new()
    {
        Mark = ",",
        Group = "\u202F",
        WithSymbol = (number, symbol) => number + NumberForm.Space + symbol,
        WithCode = (number, code) => number + NumberForm.Space + code,
        Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        DateOf = (day, month, year) => $"{(day == 1 ? "1er" : day.ToString(System.Globalization.CultureInfo.InvariantCulture))} {month} {year}",
        Hour = "h",
        Minute = "min",
        Second = "s",
    };

    public override string Agrees => "Le CDR coûte ce que dit son tarif.";

    public override string Disagrees => "Le CDR ne coûte pas ce que dit son tarif.";

    public override string NotCheckable => "Le CDR ne peut pas être vérifié.";

    public override string WithoutTaxes => "hors taxes";

    public override string WithTaxes => "taxes comprises";

    public override string ExplainedTitle => "Le montant indiqué s'obtient lorsque";

    public override string And => " et ";

    public override string NotExplained => "Aucune des autres façons de calculer connues ne donne le montant indiqué.";

    public override string InconsistentTitle => "Le CDR se contredit :";

    public override string SignedTitle => "Mesures signées :";

    public override string SignatureVerified => "La signature est celle du compteur : les relevés n'ont pas été modifiés.";

    public override string SignatureFailed => "Une signature n'est pas celle du compteur, ou les relevés ont été modifiés.";

    public override string SignatureNotVerifiable => "La signature ne peut pas être vérifiée.";

    public override string SignedReadingsDiffer => "Le CDR ne dit pas ce que le compteur a signé.";

    public override string ZoneUnknown => "UTC ; le fuseau horaire local n'est pas connu";

    public override string PriceTitle => "Ce que cela coûte selon le tarif :";

    public override string Unknown => "inconnu";

    public override string Total => "Total";

    public override string ToPay => "À payer ";

    public override string Credited => "À créditer ";

    public override string NotesTitle => "Bon à savoir :";

    public override string Cost(string field) => field switch
    {
        "total_cost" => "Total",
        "total_fixed_cost" => "Frais",
        "total_energy_cost" => "Énergie",
        "total_time_cost" => "Temps de charge",
        "total_parking_cost" => "Stationnement",
        _ => "Réservation",
    };

    public override string Difference(string what, string stated, string computed, string by, bool tooMuch) =>
        $"{what} : indiqué {stated}, calculé {computed}, {by} {(tooMuch ? "de trop" : "de moins")}";

    public override string StillDiffers(string what) => $"(encore différent : {what})";

    public override string Session(string from, string to, string zone) => $"{from} – {to} ({zone})";

    public override string Dimension(BilledDimension dimension) => dimension switch
    {
        BilledDimension.Energy => "Énergie",
        BilledDimension.Time => "Temps de charge",
        BilledDimension.ParkingTime => "Temps de stationnement",
        BilledDimension.ReservationTime => "Temps réservé",
        BilledDimension.ParkingFlat => "Frais de stationnement",
        BilledDimension.ReservationFlat => "Frais de réservation",
        _ => "Frais de session",
    };

    public override string Volume(string what, string volume, string price, bool energy) => $"{what} : {volume} à {price} par {(energy ? "kWh" : "heure")}";

    public override string Taxed(string before, string after) => $"{before} ({after} taxes comprises)";

    public override string TaxedOnly(string after) => $"{after} taxes comprises";

    public override string Where(string from, string to, string tariff, int element) => $"de {from} à {to}, tarif {tariff}, élément {element}";

    public override string TaxName(string name) => name == "VAT" ? "TVA" : name;

    public override string Step(string used, string step) => $"{used} utilisés ; le tarif facture par pas entiers de {step}";

    public override string Passed(int element, RestrictionKind because) => $"l'élément {element} ne s'applique pas : " + because switch
    {
        RestrictionKind.TimeOfDay => "autre heure",
        RestrictionKind.Date => "autre date",
        RestrictionKind.DayOfWeek => "autre jour de la semaine",
        RestrictionKind.Energy => "autre quantité d'énergie",
        RestrictionKind.Duration => "autre durée",
        RestrictionKind.Current => "autre intensité",
        RestrictionKind.Power => "autre puissance",
        RestrictionKind.Reservation => "seulement pour les réservations",
        _ => "illisible",
    };

    public override string Adjusted(AdjustmentKind kind, string? tariff) => kind switch
    {
        AdjustmentKind.Minimum => $"Porté au prix minimum du tarif {tariff}",
        AdjustmentKind.Maximum => $"Limité au prix maximum du tarif {tariff}",
        _ => "Arrondi",
    };

    public override string SplitEstimate(string amount) => $"Avec des périodes coupées au changement de prix, ce serait environ {amount}.";

    public override string InPeriod(int period, string text) => $"Période {period} : {text}";

    public override string Note(PricingWarning warning) => warning.Code switch
    {
        WarningCodes.NoPriceComponent => "Le tarif n'indique pas de prix pour une partie de la consommation ; elle ne coûte rien.",
        WarningCodes.PeriodSpansPriceChange => "Le prix change pendant la période ; le prix de son début a été appliqué.",
        WarningCodes.EstimatedSplit => "L'énergie entre deux relevés a été répartie également sur le temps de charge entre eux.",
        WarningCodes.PeriodWithoutTariff => "La période ne nomme pas de tarif, d'autres si.",
        WarningCodes.TariffNotFound => "Le tarif nommé n'est pas disponible ; la période n'a pas de prix.",
        WarningCodes.NoTariff => "Il n'y a pas de tarif ; rien n'a de prix.",
        WarningCodes.TariffNotValid => "Aucun tarif n'était valable au début ; le premier a été utilisé.",
        WarningCodes.SeveralTariffs => "Plusieurs tarifs étaient possibles ; le plus récent a été utilisé.",
        WarningCodes.FlatSuppressed => "Un autre forfait est devenu exigible et n'a pas été facturé, car un l'est déjà.",
        WarningCodes.ElectricalValueUnknown => "Une limite d'intensité ou de puissance n'a pas pu être vérifiée.",
        WarningCodes.TimeZoneUnknown => "Le tarif suit l'heure locale et le fuseau horaire n'est pas connu ; UTC a été utilisé.",
        WarningCodes.RestrictionUnreadable => "Une condition du tarif est illisible ; son élément ne s'applique jamais.",
        WarningCodes.EnergyExported => "De l'énergie a été réinjectée.",
        WarningCodes.LimitTaxUnknown => "La taxe contenue dans une limite de prix n'est pas connue.",
        WarningCodes.CurrencyMismatch => "Les tarifs sont en plusieurs monnaies ; les montants ont été additionnés malgré tout.",
        WarningCodes.UnknownMember => "Le tarif contient des indications inconnues ; elles sont ignorées.",
        WarningCodes.BookingUnknown => "Le tarif contient des prix pour des réservations à l'avance, mais aucune n'est connue ; ils ne s'appliquent pas.",
        WarningCodes.HubExtension => "Le tarif contient un prix propre à une plateforme d'itinérance ; il est ignoré.",
        WarningCodes.HubRoundingUnreadable => "Une règle d'arrondi d'une plateforme d'itinérance est illisible ; elle est ignorée.",
        WarningCodes.TimesWithheld => "Les heures de la session ne sont pas communiquées (1970) ; les prix qui dépendent de l'heure ou de la durée ne sont pas certains.",
        WarningCodes.DimensionUnknown => "Le tarif indique un prix pour quelque chose d'inconnu ; il est ignoré.",
        _ => warning.Message,
    };

    public override string? Taxes(TaxStatus status) => status switch
    {
        TaxStatus.NotStated => "Rien n'est connu des taxes.",
        TaxStatus.UnknownNotIncluded => "Les montants sont hors taxes ; des taxes peuvent s'ajouter.",
        TaxStatus.UnknownIncluded => "Les montants contiennent des taxes dont le taux n'est pas connu.",
        TaxStatus.NotApplicable => "Aucune taxe ne s'applique.",
        _ => null,
    };

    public override string Finding(ConsistencyFinding finding)
    {
        var period = finding.Period + 1;
        var stated = Amount(finding.Stated, finding.Unit);
        var expected = Amount(finding.Expected, finding.Unit);
        return finding.Code switch
        {
            ConsistencyCodes.EnergyTotal => $"total_energy vaut {stated}, les périodes donnent {expected}.",
            ConsistencyCodes.TimeTotal => $"total_time vaut {stated}, la session a duré {expected}.",
            ConsistencyCodes.ParkingTotal => $"total_parking_time vaut {stated}, les périodes donnent {expected}.",
            ConsistencyCodes.CostTotal => $"total_cost vaut {stated}, ses parties donnent {expected}.",
            ConsistencyCodes.PeriodOutside => $"La période {period} commence hors de la session.",
            ConsistencyCodes.PeriodsOutOfOrder => "Les périodes ne sont pas dans l'ordre du temps.",
            ConsistencyCodes.PeriodsStartTogether => $"La période {period} commence en même temps que la précédente.",
            ConsistencyCodes.GapAtStart => $"La première période commence {stated} après la session ; ce qui précède n'est pas enregistré.",
            ConsistencyCodes.GapInPeriod => $"La période {period} dure {expected}, ses temps ne donnent que {stated}.",
            ConsistencyCodes.TimesOverlap => $"Dans la période {period}, charge et stationnement se chevauchent : ensemble {stated}, la période dure {expected}.",
            ConsistencyCodes.PeriodTooShort => $"La période {period} dure {expected} et est plus courte que ses temps, {stated}.",
            ConsistencyCodes.NegativeTime => $"Un temps de la période {period} est négatif.",
            ConsistencyCodes.NoPeriods => "Il n'a pas de périodes.",
            ConsistencyCodes.NoTariff => "Il n'a pas de tarif.",
            ConsistencyCodes.TariffMissing => $"La période {period} nomme le tarif {finding.Subject}, qui n'y est pas.",
            ConsistencyCodes.TariffNotValid => "Son tarif n'était pas valable au début de la session.",
            ConsistencyCodes.TariffNotAsPublished => $"Son tarif {finding.Subject} n'est pas celui qui était publié : selon celui-ci ce serait {expected} au lieu de {stated}.",
            ConsistencyCodes.Currency => $"Il est en {finding.Unit}, son tarif en {finding.Subject}.",
            ConsistencyCodes.EndsBeforeStart => "Il finit avant de commencer.",
            ConsistencyCodes.EnergyWithoutTime => "De l'énergie a été fournie, et la session n'a pas duré.",
            ConsistencyCodes.Sign => finding.Stated is { Sign: < 0 } ? "Le total est négatif et ce n'est pas un CDR d'avoir." : "C'est un CDR d'avoir et son total n'est pas négatif.",
            ConsistencyCodes.CreditWithoutReference => "C'est un CDR d'avoir et il ne dit pas quel CDR il annule.",
            _ => finding.Message,
        };
    }

    public override string Reading(AlternativeReading reading) => reading.Code switch
    {
        ReadingCodes.RoundedPerLine => $"chaque ligne est d'abord arrondie au centime ({ModeOf(reading)})",
        ReadingCodes.RoundedPerDimension => $"l'énergie, le temps et les frais sont chacun arrondis au centime ({ModeOf(reading)})",
        ReadingCodes.RoundedTotal => $"le total est arrondi au centime ({ModeOf(reading)})",
        ReadingCodes.StepPerPeriod => "le pas est appliqué dans chaque période au lieu d'une fois par session",
        ReadingCodes.NoStep => "le pas est ignoré",
        ReadingCodes.StepOfAllVolume => "les quantités gratuites comptent dans ce que le pas arrondit",
        ReadingCodes.HoursAsStated => "les heures à quatre décimales sont prises à la lettre, de sorte qu'un nouveau pas commence",
        ReadingCodes.ClockInUtc => "les heures du tarif sont lues en UTC au lieu de l'heure locale",
        ReadingCodes.WholeTime => "le temps de charge est facturé du début à la fin",
        ReadingCodes.ParkingAsCharging => "le stationnement est facturé aussi comme temps de charge",
        ReadingCodes.LocalClockLength => "les temps sont facturés selon l'heure locale à travers le changement d'heure",
        ReadingCodes.OneTaxRate => $"un seul taux de {reading.Argument?.Replace('.', ',')} % est appliqué à tout",
        ReadingCodes.TaxOnRoundedTotal => "les taxes sont calculées sur le total arrondi",
        ReadingCodes.TaxLeftOut => "les taxes sont omises",
        ReadingCodes.IncludedAsExcluded => "des prix taxes comprises sont pris pour des prix hors taxes",
        ReadingCodes.ExcludedAsIncluded => "des prix hors taxes sont pris pour des prix taxes comprises",
        ReadingCodes.TaxedTwice => "les taxes sont ajoutées à des prix qui les contiennent déjà",
        ReadingCodes.AfterInPlaceOfBefore => "le montant taxes comprises est indiqué à la place du montant hors taxes",
        ReadingCodes.FeePerPeriod => "le forfait est facturé dans chaque période",
        ReadingCodes.EveryFee => "chaque forfait devenu exigible est facturé",
        ReadingCodes.NoFee => "les forfaits sont omis",
        ReadingCodes.MinimumIgnored => "le prix minimum est ignoré",
        ReadingCodes.MinimumAsFee => "le prix minimum est ajouté comme forfait",
        ReadingCodes.MaximumIgnored => "le prix maximum est ignoré",
        ReadingCodes.MinimumWithoutSession => "le prix minimum est appliqué bien qu'il n'y ait eu qu'une réservation",
        ReadingCodes.PeriodsSplit => "les périodes sont coupées au changement de prix, l'énergie étant répartie également",
        ReadingCodes.EnergyInWattHours => "l'énergie est en Wh au lieu de kWh",
        ReadingCodes.EnergyTimesThousand => "des wattheures sont facturés au prix des kilowattheures",
        ReadingCodes.TotalEnergyBilled => "total_energy est facturé au lieu de l'énergie des périodes",
        ReadingCodes.OtherTariffVersion => $"une autre version du tarif est utilisée ({reading.Argument})",
        ReadingCodes.OneElement => "le premier élément qui convient compte pour tout",
        ReadingCodes.EqualTimesNever => "une plage horaire qui finit quand elle commence est prise pour vide",
        ReadingCodes.UnknownPowerFails => "une limite d'intensité ou de puissance non vérifiable est prise pour non respectée",
        ReadingCodes.PeriodTariffIgnored => "les tarifs nommés par les périodes sont ignorés",
        ReadingCodes.PeriodTariffFromSession => "les périodes sans tarif sont facturées au tarif de la session",
        ReadingCodes.ReservationExpired => "la réservation est prise pour expirée",
        ReadingCodes.ReservationUsed => "la réservation expirée est prise pour utilisée",
        ReadingCodes.ExportUnpaid => "l'énergie réinjectée n'est pas payée",
        ReadingCodes.CreditNotNegated => "le total de l'avoir n'est pas négatif",
        _ => reading.Code,
    };

    private static string ModeOf(AlternativeReading reading) => Mode(reading.Argument, "toujours vers le haut", "toujours vers le bas", "demis vers le chiffre pair", "demis vers le haut");
}
