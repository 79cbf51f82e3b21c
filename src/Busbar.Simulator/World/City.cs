namespace Busbar.Simulator.World;

/// <summary>A place to put charge points: a city with the coordinates of its centre in hundred-thousandths of a degree.</summary>
internal sealed record City(string Name, string Country, string TimeZone, int Latitude, int Longitude, string PostalPrefix)
{
    public static IReadOnlyList<City> All { get; } =
    [
        new("Amsterdam", "NLD", "Europe/Amsterdam", 52_37020, 4_89520, "10"),
        new("Rotterdam", "NLD", "Europe/Amsterdam", 51_92440, 4_47770, "30"),
        new("Utrecht", "NLD", "Europe/Amsterdam", 52_09070, 5_12140, "35"),
        new("Eindhoven", "NLD", "Europe/Amsterdam", 51_44160, 5_46970, "56"),
        new("Groningen", "NLD", "Europe/Amsterdam", 53_21940, 6_56650, "97"),
        new("Zwolle", "NLD", "Europe/Amsterdam", 52_51680, 6_08300, "80"),
        new("Maastricht", "NLD", "Europe/Amsterdam", 50_85140, 5_69100, "62"),
        new("Breda", "NLD", "Europe/Amsterdam", 51_57190, 4_76830, "48"),
        new("Arnhem", "NLD", "Europe/Amsterdam", 51_98510, 5_89870, "68"),
        new("Leeuwarden", "NLD", "Europe/Amsterdam", 53_20120, 5_79990, "89"),
    ];
}
