using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>A hash of everything in a tariff that a price depends on: a report names it, so that a tariff which changed under the same id is noticed.</summary>
internal static class TariffFingerprint
{
    public static string Of(Tariff tariff)
    {
        var text = new StringBuilder();
        Add(text, tariff.Currency.ToUpperInvariant(), tariff.TaxIncluded.Value, tariff.Type?.Value, Text(tariff.StartDateTime), Text(tariff.EndDateTime));
        Add(text, Text(tariff.MinPrice?.BeforeTaxes), Text(tariff.MinPrice?.AfterTaxes), Text(tariff.MaxPrice?.BeforeTaxes), Text(tariff.MaxPrice?.AfterTaxes));
        Unknown(text, tariff.Unknown);
        foreach (var element in tariff.Elements)
        {
            text.Append("element\n");
            Unknown(text, element.Unknown);
            foreach (var component in element.PriceComponents)
            {
                Add(text, component.Type.Value, Text(component.Price), Text(component.Vat), component.StepSize.ToString(CultureInfo.InvariantCulture));
                Unknown(text, component.Unknown);
            }

            if (element.Restrictions is { } when)
            {
                Add(text, when.StartTime, when.EndTime, when.StartDate, when.EndDate, Text(when.MinKwh), Text(when.MaxKwh), Text(when.MinCurrent), Text(when.MaxCurrent), Text(when.MinPower), Text(when.MaxPower));
                Add(text, Text(when.MinDuration), Text(when.MaxDuration), string.Join(',', when.DayOfWeek.Select(day => day.Value)), when.Reservation?.Value);
                Unknown(text, when.Unknown);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            text.Append(value ?? "-").Append('|');
        }

        text.Append('\n');
    }

    /// <summary>A hub's members count too; their order does not.</summary>
    private static void Unknown(StringBuilder text, IReadOnlyDictionary<string, System.Text.Json.JsonElement>? members)
    {
        foreach (var (name, value) in (members ?? new Dictionary<string, System.Text.Json.JsonElement>()).OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            Add(text, name, value.GetRawText());
        }
    }

    // 0.50 and 0.5 are one price.
    private static string? Text(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
