using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>A heading with its lines, as part of an explanation. A line that begins with two spaces belongs to the one before it.</summary>
/// <param name="Title">The heading, one sentence.</param>
/// <param name="Lines">What stands below it.</param>
public sealed record TextSection(string Title, IReadOnlyList<string> Lines);

/// <summary>
/// Explains a price in words that a driver or a finance clerk understands, in one of four languages: every line with its volume, price, step and taxes, then the limits, the total
/// and what to know. The same result gives the same text on every machine.
/// </summary>
public static class PriceText
{
    /// <summary>Writes a price.</summary>
    public static void Write(TextWriter output, PricingResult result, Language? language = null) => Write(output, Sections(result, language));

    /// <summary>Writes the verdict on a CDR, and the price.</summary>
    public static void Write(TextWriter output, CdrVerdict verdict, Language? language = null) => Write(output, Sections(verdict, language));

    /// <summary>A price, section by section.</summary>
    public static IReadOnlyList<TextSection> Sections(PricingResult result, Language? language = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. new PriceSections(result, (language ?? Language.English).Words).All()];
    }

    /// <summary>The verdict on a CDR, and the price, section by section.</summary>
    public static IReadOnlyList<TextSection> Sections(CdrVerdict verdict, Language? language = null)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var words = (language ?? Language.English).Words;
        return [.. new VerdictSections(verdict, words).All(), .. new PriceSections(verdict.Result, words).All()];
    }

    /// <summary>What the signed meter data of a CDR is worth.</summary>
    /// <param name="verified">Whether the signatures are the meter's; null when that cannot be told.</param>
    /// <param name="differs">Whether the CDR says something else than the signed readings.</param>
    /// <param name="language">The language; English without one.</param>
    public static TextSection SignedData(bool? verified, bool differs, Language? language = null)
    {
        var words = (language ?? Language.English).Words;
        var signature = verified switch
        {
            true => words.SignatureVerified,
            false => words.SignatureFailed,
            null => words.SignatureNotVerifiable,
        };
        return new(words.SignedTitle, differs ? [signature, words.SignedReadingsDiffer] : [signature]);
    }

    private static void Write(TextWriter output, IReadOnlyList<TextSection> sections)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (var section in sections)
        {
            output.WriteLine(section.Title);
            foreach (var line in section.Lines)
            {
                output.WriteLine("  " + line);
            }
        }
    }
}
