using System.Text.Json;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Common;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>How a hub rounds the amount of a component, and the number of its steps (D-EXT): members <c>price_round</c> and <c>step_round</c>.</summary>
/// <param name="Decimals">Decimals that are kept.</param>
/// <param name="Mode">What becomes of the rest.</param>
internal sealed record HubRounding(int Decimals, RoundingMode Mode)
{
    public static HubRounding? Price(PriceComponent component) => Read(component, "price_round");

    /// <summary>Steps are counted in whole ones, whether the granularity says so or is left out.</summary>
    public static HubRounding? Steps(PriceComponent component) => Read(component, "step_round", 0);

    /// <summary>The members that are there and say nothing that is known: the amount, or the steps, are rounded as if they were not.</summary>
    public static IEnumerable<string> Unreadable(PriceComponent component)
    {
        if (component.Unknown?.ContainsKey("price_round") == true && Price(component) is null)
        {
            yield return "price_round";
        }

        if (component.Unknown?.ContainsKey("step_round") == true && Steps(component) is null)
        {
            yield return "step_round";
        }
    }

    private static HubRounding? Read(PriceComponent component, string member, int? usual = null)
    {
        if (component.Unknown?.TryGetValue(member, out var given) != true || given.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        int? decimals = Text(given, "round_granularity") switch { "UNIT" => 0, "TENTH" => 1, "HUNDRETH" or "HUNDREDTH" => 2, "THOUSANDTH" => 3, null => usual, _ => null };
        RoundingMode? mode = Text(given, "round_rule") switch { "ROUND_UP" => RoundingMode.Up, "ROUND_DOWN" => RoundingMode.Down, "ROUND_NEAR" => RoundingMode.HalfUp, _ => null };
        return decimals is { } kept && mode is { } rule ? new(kept, rule) : null;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
