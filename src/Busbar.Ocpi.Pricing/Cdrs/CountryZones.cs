using System.Collections.Frozen;

namespace Busbar.Ocpi.Pricing.Cdrs;

/// <summary>The time zone of countries that have only one: a CDR says its country and not its zone.</summary>
public static class CountryZones
{
    private static readonly FrozenDictionary<string, string> Zones = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ALB"] = "Europe/Tirane", ["AND"] = "Europe/Andorra", ["ARE"] = "Asia/Dubai", ["AUT"] = "Europe/Vienna", ["BEL"] = "Europe/Brussels",
        ["BGR"] = "Europe/Sofia", ["BIH"] = "Europe/Sarajevo", ["CHE"] = "Europe/Zurich", ["CYP"] = "Asia/Nicosia", ["CZE"] = "Europe/Prague",
        ["DEU"] = "Europe/Berlin", ["DNK"] = "Europe/Copenhagen", ["EST"] = "Europe/Tallinn", ["FIN"] = "Europe/Helsinki", ["FRA"] = "Europe/Paris",
        ["GBR"] = "Europe/London", ["GRC"] = "Europe/Athens", ["HRV"] = "Europe/Zagreb", ["HUN"] = "Europe/Budapest", ["IND"] = "Asia/Kolkata",
        ["IRL"] = "Europe/Dublin", ["ISL"] = "Atlantic/Reykjavik", ["ISR"] = "Asia/Jerusalem", ["ITA"] = "Europe/Rome", ["JPN"] = "Asia/Tokyo",
        ["KOR"] = "Asia/Seoul", ["LIE"] = "Europe/Vaduz", ["LTU"] = "Europe/Vilnius", ["LUX"] = "Europe/Luxembourg", ["LVA"] = "Europe/Riga",
        ["MCO"] = "Europe/Monaco", ["MKD"] = "Europe/Skopje", ["MLT"] = "Europe/Malta", ["MNE"] = "Europe/Podgorica", ["NLD"] = "Europe/Amsterdam",
        ["NOR"] = "Europe/Oslo", ["POL"] = "Europe/Warsaw", ["ROU"] = "Europe/Bucharest", ["SGP"] = "Asia/Singapore", ["SRB"] = "Europe/Belgrade",
        ["SVK"] = "Europe/Bratislava", ["SVN"] = "Europe/Ljubljana", ["SWE"] = "Europe/Stockholm", ["TUR"] = "Europe/Istanbul", ["UKR"] = "Europe/Kyiv",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The IANA name of the zone of a country (ISO 3166-1 alpha-3); null when it has several, or is not known here.</summary>
    public static string? Find(string country) => Zones.GetValueOrDefault(country);
}
