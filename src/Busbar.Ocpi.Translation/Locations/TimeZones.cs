using System.Collections.Frozen;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Countries that have one time zone, for locations of 2.1.1 that do not say theirs (X-LOC-10).</summary>
internal static class TimeZones
{
    private static readonly FrozenDictionary<string, string> Countries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ALB"] = "Europe/Tirane", ["AND"] = "Europe/Andorra", ["AUT"] = "Europe/Vienna", ["BEL"] = "Europe/Brussels", ["BGR"] = "Europe/Sofia",
        ["BIH"] = "Europe/Sarajevo", ["CHE"] = "Europe/Zurich", ["CYP"] = "Asia/Nicosia", ["CZE"] = "Europe/Prague", ["DEU"] = "Europe/Berlin",
        ["DNK"] = "Europe/Copenhagen", ["EST"] = "Europe/Tallinn", ["FIN"] = "Europe/Helsinki", ["FRA"] = "Europe/Paris", ["GBR"] = "Europe/London",
        ["GRC"] = "Europe/Athens", ["HRV"] = "Europe/Zagreb", ["HUN"] = "Europe/Budapest", ["IRL"] = "Europe/Dublin", ["ISL"] = "Atlantic/Reykjavik",
        ["ISR"] = "Asia/Jerusalem", ["IND"] = "Asia/Kolkata", ["ITA"] = "Europe/Rome", ["JPN"] = "Asia/Tokyo", ["KOR"] = "Asia/Seoul",
        ["LIE"] = "Europe/Vaduz", ["LTU"] = "Europe/Vilnius", ["LUX"] = "Europe/Luxembourg", ["LVA"] = "Europe/Riga", ["MCO"] = "Europe/Monaco",
        ["MKD"] = "Europe/Skopje", ["MLT"] = "Europe/Malta", ["MNE"] = "Europe/Podgorica", ["NLD"] = "Europe/Amsterdam", ["NOR"] = "Europe/Oslo",
        ["POL"] = "Europe/Warsaw", ["ROU"] = "Europe/Bucharest", ["SGP"] = "Asia/Singapore", ["SMR"] = "Europe/San_Marino", ["SRB"] = "Europe/Belgrade",
        ["SVK"] = "Europe/Bratislava", ["SVN"] = "Europe/Ljubljana", ["SWE"] = "Europe/Stockholm", ["TUR"] = "Europe/Istanbul", ["VAT"] = "Europe/Vatican",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one zone of a country; null when it has several or is not known.</summary>
    /// <param name="country">ISO 3166-1 alpha-3.</param>
    public static string? OfCountry(string? country) => country is null ? null : Countries.GetValueOrDefault(country);
}
