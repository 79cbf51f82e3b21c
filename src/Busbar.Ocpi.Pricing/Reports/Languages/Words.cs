using Busbar.Ocpi.Pricing.Cdrs;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Pricing.Tariffs;

namespace Busbar.Ocpi.Pricing.Reports.Languages;

/// <summary>Every text of an explanation. A language that lacks one does not compile.</summary>
internal abstract class Words
{
    public abstract NumberForm Form { get; }

    // The verdict.
    public abstract string Agrees { get; }

    public abstract string Disagrees { get; }

    public abstract string NotCheckable { get; }

    /// <summary>What a cost of a CDR is called.</summary>
    public abstract string Cost(string field);

    public abstract string WithoutTaxes { get; }

    public abstract string WithTaxes { get; }

    /// <summary>A stated number that is not what was computed.</summary>
    public abstract string Difference(string what, string stated, string computed, string by, bool tooMuch);

    // How the partner may have come to its number.
    public abstract string ExplainedTitle { get; }

    public abstract string And { get; }

    public abstract string StillDiffers(string what);

    public abstract string NotExplained { get; }

    /// <summary>A reading, as a clause that follows <see cref="ExplainedTitle"/>.</summary>
    public abstract string Reading(AlternativeReading reading);

    // Where a CDR contradicts itself.
    public abstract string InconsistentTitle { get; }

    // What the meter signed.
    public abstract string SignedTitle { get; }

    public abstract string SignatureVerified { get; }

    public abstract string SignatureFailed { get; }

    public abstract string SignatureNotVerifiable { get; }

    public abstract string SignedReadingsDiffer { get; }

    public abstract string Finding(ConsistencyFinding finding);

    // The price.
    public abstract string Session(string from, string to, string zone);

    public abstract string ZoneUnknown { get; }

    public abstract string PriceTitle { get; }

    public abstract string Dimension(BilledDimension dimension);

    /// <summary>A volume at a price.</summary>
    public abstract string Volume(string what, string volume, string price, bool energy);

    public abstract string Taxed(string before, string after);

    public abstract string TaxedOnly(string after);

    public abstract string Unknown { get; }

    public abstract string Where(string from, string to, string tariff, int element);

    public abstract string TaxName(string name);

    public abstract string Step(string used, string step);

    public abstract string Passed(int element, RestrictionKind because);

    public abstract string Adjusted(AdjustmentKind kind, string? tariff);

    public abstract string Total { get; }

    public abstract string ToPay { get; }

    public abstract string Credited { get; }

    public abstract string SplitEstimate(string amount);

    // What a reader should know.
    public abstract string NotesTitle { get; }

    public abstract string InPeriod(int period, string text);

    public abstract string Note(PricingWarning warning);

    /// <summary>What is not known of the taxes; null when everything is.</summary>
    public abstract string? Taxes(TaxStatus status);

    /// <summary>The numbers of a finding, with their unit.</summary>
    protected string Amount(Rational? value, string? unit) => unit switch
    {
        _ when value is null => Unknown,
        "kWh" => Form.Energy(value.Value),
        "h" => Form.Duration((value.Value * 3600).Round(0, RoundingMode.HalfUp)),
        "s" => Form.Duration(value.Value),
        _ => Form.Money(value.Value, unit ?? ""),
    };

    /// <summary>The name of a rounding mode, as it stands behind a reading of rounding.</summary>
    protected static string Mode(string? argument, string up, string down, string halfEven, string halfUp) => argument switch
    {
        "UP" => up,
        "DOWN" => down,
        "HALF_EVEN" => halfEven,
        _ => halfUp,
    };
}
