using System.Globalization;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Reports.Languages;

/// <summary>How a language writes numbers, money, dates and times. The machine's culture plays no part, so that texts are the same everywhere.</summary>
internal sealed record NumberForm
{
    // A space that keeps a number and its unit on one line.
    public const string Space = "\u00A0";

    /// <summary>Between whole number and decimals.</summary>
    public required string Mark { get; init; }

    /// <summary>Between thousands.</summary>
    public required string Group { get; init; }

    /// <summary>Money with a symbol: {0} is the number, {1} the symbol.</summary>
    public required Func<string, string, string> WithSymbol { get; init; }

    /// <summary>Money of a currency without a symbol of its own: {0} is the number, {1} the code.</summary>
    public required Func<string, string, string> WithCode { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    /// <summary>A date out of day, month and year.</summary>
    public required Func<int, string, int, string> DateOf { get; init; }

    public required string Hour { get; init; }

    public required string Minute { get; init; }

    public required string Second { get; init; }

    /// <summary>A number with at least and at most so many decimals.</summary>
    public string Number(Rational value, int least = 0, int most = 4)
    {
        var text = value.Abs().ToDecimal(most).ToString("F" + most.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, decimals) = dot < 0 ? (text, "") : (text[..dot], text[(dot + 1)..]);
        var kept = decimals.TrimEnd('0');
        decimals = kept.Length >= least ? kept : decimals.PadRight(least, '0')[..least];
        for (var at = whole.Length - 3; at > 0; at -= 3)
        {
            whole = whole.Insert(at, Group);
        }

        // What is rounded away has no sign.
        var sign = value.Sign < 0 && (whole + decimals).Any(digit => digit is >= '1' and <= '9') ? "-" : "";
        return decimals.Length == 0 ? sign + whole : $"{sign}{whole}{Mark}{decimals}";
    }

    /// <summary>An amount of money, with as many decimals as it has, at least those of the currency.</summary>
    public string Money(Rational value, string currency, int most = 4)
    {
        var number = Number(value, Currencies.MinorUnits(currency), Math.Max(most, Currencies.MinorUnits(currency)));
        var symbol = currency.ToUpperInvariant() switch { "EUR" => "€", "GBP" => "£", _ => null };
        return symbol is not null ? WithSymbol(number, symbol) : currency.Length == 0 ? number : WithCode(number, currency.ToUpperInvariant());
    }

    public string Energy(Rational kilowattHours) => Number(kilowattHours) + Space + "kWh";

    public string Date(DateTime local) => DateOf(local.Day, Months[local.Month - 1], local.Year);

    /// <summary>The time of day; seconds only where there are any.</summary>
    public static string Time(DateTime local) => local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);

    public string Duration(Rational seconds)
    {
        var whole = (long)seconds.Abs().Floor();
        var rest = seconds.Abs() - whole;
        var parts = new List<string>(3);
        if (whole >= 3600)
        {
            parts.Add($"{whole / 3600}{Space}{Hour}");
        }

        if (whole % 3600 >= 60)
        {
            parts.Add($"{whole % 3600 / 60}{Space}{Minute}");
        }

        if (whole % 60 > 0 || !rest.IsZero || parts.Count == 0)
        {
            parts.Add($"{Number((whole % 60) + rest, 0, 2)}{Space}{Second}");
        }

        return (seconds.Sign < 0 ? "-" : "") + string.Join(' ', parts);
    }
}
