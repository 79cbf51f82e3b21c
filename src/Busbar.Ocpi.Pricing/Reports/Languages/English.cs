using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports.Languages;

internal sealed class English : Words
{
    public override NumberForm Form { get; } = new()
    {
        Mark = ".",
        Group = ",",
        WithSymbol = (number, symbol) => number.StartsWith('-') ? $"-{symbol}{number[1..]}" : symbol + number,
        WithCode = (number, code) => $"{code}{NumberForm.Space}{number}",
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        DateOf = (day, month, year) => $"{day} {month} {year}",
        Hour = "h",
        Minute = "min",
        Second = "s",
    };

    public override string Agrees => "The CDR costs what its tariff says.";

    public override string Disagrees => "The CDR does not cost what its tariff says.";

    public override string NotCheckable => "The CDR cannot be checked.";

    public override string WithoutTaxes => "without taxes";

    public override string WithTaxes => "with taxes";

    public override string ExplainedTitle => "The stated amount comes out when";

    public override string And => " and ";

    public override string NotExplained => "None of the known other ways of pricing comes to the stated amount.";

    public override string InconsistentTitle => "The CDR contradicts itself:";

    public override string SignedTitle => "Signed meter data:";

    public override string SignatureVerified => "The signature is the meter's: its readings were not changed.";

    public override string SignatureFailed => "A signature is not the meter's, or its readings were changed.";

    public override string SignatureNotVerifiable => "The signature cannot be verified.";

    public override string SignedReadingsDiffer => "The CDR does not say what the meter signed.";

    public override string ZoneUnknown => "UTC; the local time zone is not known";

    public override string PriceTitle => "What it costs by the tariff:";

    public override string Unknown => "unknown";

    public override string Total => "Total";

    public override string ToPay => "To pay";

    public override string Credited => "To be credited";

    public override string NotesTitle => "Good to know:";

    public override string Cost(string field) => field switch
    {
        "total_cost" => "Total",
        "total_fixed_cost" => "Fees",
        "total_energy_cost" => "Energy",
        "total_time_cost" => "Charging time",
        "total_parking_cost" => "Parking",
        _ => "Reservation",
    };

    public override string Difference(string what, string stated, string computed, string by, bool tooMuch) =>
        $"{what}: stated {stated}, computed {computed}, {by} too {(tooMuch ? "much" : "little")}";

    public override string StillDiffers(string what) => $"(still different: {what})";

    public override string Session(string from, string to, string zone) => $"From {from} to {to} ({zone})";

    public override string Dimension(BilledDimension dimension) => dimension switch
    {
        BilledDimension.Energy => "Energy",
        BilledDimension.Time => "Charging time",
        BilledDimension.ParkingTime => "Parking time",
        BilledDimension.ReservationTime => "Reserved time",
        BilledDimension.ParkingFlat => "Parking fee",
        BilledDimension.ReservationFlat => "Reservation fee",
        _ => "Session fee",
    };

    public override string Volume(string what, string volume, string price, bool energy) => $"{what}: {volume} at {price} per {(energy ? "kWh" : "hour")}";

    public override string Taxed(string before, string after) => $"{before} ({after} with taxes)";

    public override string TaxedOnly(string after) => $"{after} with taxes";

    public override string Where(string from, string to, string tariff, int element) => $"{from} to {to}, tariff {tariff}, element {element}";

    public override string TaxName(string name) => name;

    public override string Step(string used, string step) => $"{used} used; the tariff bills whole steps of {step}";

    public override string Passed(int element, RestrictionKind because) => $"element {element} does not apply: " + because switch
    {
        RestrictionKind.TimeOfDay => "another time of day",
        RestrictionKind.Date => "another date",
        RestrictionKind.DayOfWeek => "another day of the week",
        RestrictionKind.Energy => "another amount of energy",
        RestrictionKind.Duration => "another duration",
        RestrictionKind.Current => "another current",
        RestrictionKind.Power => "another power",
        RestrictionKind.Reservation => "only for reservations",
        _ => "it cannot be read",
    };

    public override string Adjusted(AdjustmentKind kind, string? tariff) => kind switch
    {
        AdjustmentKind.Minimum => $"Raised to the minimum price of tariff {tariff}",
        AdjustmentKind.Maximum => $"Cut at the maximum price of tariff {tariff}",
        _ => "Rounded",
    };

    public override string SplitEstimate(string amount) => $"With periods cut where the price changes it would be about {amount}.";

    public override string InPeriod(int period, string text) => $"Period {period}: {text}";

    public override string Note(PricingWarning warning) => warning.Message;

    public override string? Taxes(TaxStatus status) => status switch
    {
        TaxStatus.NotStated => "Nothing is known of taxes.",
        TaxStatus.UnknownNotIncluded => "The amounts are without taxes; taxes may be added.",
        TaxStatus.UnknownIncluded => "The amounts contain taxes; their rate is not known.",
        TaxStatus.NotApplicable => "No taxes apply.",
        _ => null,
    };

    public override string Finding(ConsistencyFinding finding) => finding.Message;

    public override string Reading(AlternativeReading reading) => reading.Code switch
    {
        ReadingCodes.RoundedPerLine => $"each line is rounded to the smallest coin first ({ModeOf(reading)})",
        ReadingCodes.RoundedPerDimension => $"energy, time and fees are each rounded to the smallest coin ({ModeOf(reading)})",
        ReadingCodes.RoundedTotal => $"the total is rounded to the smallest coin ({ModeOf(reading)})",
        ReadingCodes.StepPerPeriod => "the step size is applied in every period instead of once per session",
        ReadingCodes.NoStep => "the step size is ignored",
        ReadingCodes.StepOfAllVolume => "free volumes count in what the step size rounds",
        ReadingCodes.HoursAsStated => "hours of four decimals are taken literally, so that another step begins",
        ReadingCodes.ClockInUtc => "the tariff's times of day are read in UTC instead of local time",
        ReadingCodes.WholeTime => "charging time is billed for the whole time from start to end",
        ReadingCodes.ParkingAsCharging => "parking is billed as charging time too",
        ReadingCodes.LocalClockLength => "times are billed by the local clock across its change",
        ReadingCodes.OneTaxRate => $"one tax rate of {reading.Argument} % is put on everything",
        ReadingCodes.TaxOnRoundedTotal => "taxes are computed on the rounded total",
        ReadingCodes.TaxLeftOut => "taxes are left out",
        ReadingCodes.IncludedAsExcluded => "prices that contain taxes are taken for prices without",
        ReadingCodes.ExcludedAsIncluded => "prices without taxes are taken for prices that contain them",
        ReadingCodes.TaxedTwice => "taxes are added to prices that they were added to before",
        ReadingCodes.AfterInPlaceOfBefore => "the amount with taxes stands where the amount without belongs",
        ReadingCodes.FeePerPeriod => "the flat fee is billed in every period",
        ReadingCodes.EveryFee => "every flat fee that became active is billed",
        ReadingCodes.NoFee => "flat fees are left out",
        ReadingCodes.MinimumIgnored => "the minimum price is ignored",
        ReadingCodes.MinimumAsFee => "the minimum price is added as a fee",
        ReadingCodes.MaximumIgnored => "the maximum price is ignored",
        ReadingCodes.MinimumWithoutSession => "the minimum price is applied although there was only a reservation",
        ReadingCodes.PeriodsSplit => "periods are split where the price changes, with energy spread evenly",
        ReadingCodes.EnergyInWattHours => "the energy is in Wh where kWh belong",
        ReadingCodes.EnergyTimesThousand => "watt-hours are billed at the price of kilowatt-hours",
        ReadingCodes.TotalEnergyBilled => "total_energy is billed instead of the energy of the periods",
        ReadingCodes.OtherTariffVersion => $"another version of the tariff is used ({reading.Argument})",
        ReadingCodes.OneElement => "the first matching element counts for everything",
        ReadingCodes.EqualTimesNever => "a time window that ends when it starts is taken for none",
        ReadingCodes.UnknownPowerFails => "a limit on current or power that cannot be checked is taken for one that does not hold",
        ReadingCodes.PeriodTariffIgnored => "the tariffs that periods name are ignored",
        ReadingCodes.PeriodTariffFromSession => "periods that name no tariff are priced by the session's",
        ReadingCodes.ReservationExpired => "the reservation is taken for an expired one",
        ReadingCodes.ReservationUsed => "the expired reservation is taken for a used one",
        ReadingCodes.ExportUnpaid => "energy that was fed back is not paid for",
        ReadingCodes.CreditNotNegated => "the total of the credit is not negated",
        _ => reading.Code,
    };

    private static string ModeOf(AlternativeReading reading) => Mode(reading.Argument, "always up", "always down", "halves to the even digit", "halves up");
}
