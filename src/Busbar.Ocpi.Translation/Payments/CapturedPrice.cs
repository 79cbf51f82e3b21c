using System.Text.Json;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Payments;

/// <summary>
/// Reads the amount of a FinancialAdviceConfirmation in either form: the payments package is an add-on of 2.3.0, and its examples write a Price as 2.2.1 does.
/// </summary>
public static class CapturedPrice
{
    /// <summary>Gives the confirmation with its amount in the form of 2.3.0; the same bytes when it has it already, or cannot be read.</summary>
    /// <param name="utf8">A FinancialAdviceConfirmation.</param>
    /// <param name="repaired">Whether the amount had the older form.</param>
    public static ReadOnlyMemory<byte> Raise(ReadOnlyMemory<byte> utf8, out bool repaired)
    {
        repaired = false;
        if (utf8.Span.IndexOf("\"excl_vat\""u8) < 0)
        {
            return utf8;
        }

        try
        {
            if (DocumentReader.Read(utf8) is { Kind: JsonValueKind.Object } document)
            {
                var log = new LossLog(TranslationContext.None, static (_, _) => true);
                Prices.From221To230(new Place(document, log), "total_costs", required: true);
                repaired = document.IsChanged && log.Withheld is null;
                return repaired ? DocumentWriter.Write(document) : utf8;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            // The validator says what is wrong with it.
            repaired = false;
        }

        return utf8;
    }
}
