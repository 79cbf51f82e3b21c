using System.Globalization;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>How findings about tariffs call things.</summary>
internal static class PriceWords
{
    public static string Name(int dimension) => dimension switch
    {
        CompiledElement.Energy => "ENERGY",
        CompiledElement.Time => "TIME",
        CompiledElement.Parking => "PARKING_TIME",
        CompiledElement.SessionTime => "SESSION_TIME",
        _ => "FLAT",
    };

    public static string Price(ActiveComponent? component)
    {
        if (component is null)
        {
            return "nothing (no price)";
        }

        var source = component.Component;
        var text = source.Price.ToString("0.####", CultureInfo.InvariantCulture);
        text += source.Vat is { } vat ? $" with {vat.ToString("0.##", CultureInfo.InvariantCulture)} % VAT" : "";
        return source.StepSize > 1 ? $"{text} in steps of {source.StepSize.ToString(CultureInfo.InvariantCulture)}" : text;
    }
}
