using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Outside;

namespace Busbar.EndToEnd.Tests.RealDocuments;

/// <summary>Pulls everything as a partner, in small pages, and compares it with what was loaded.</summary>
internal static class RealReader
{
    private const int PageSize = 3;

    public static async Task CompareAsync(PlainPartner reader, IReadOnlyList<RealObject> loaded, string loadedVersion)
    {
        foreach (var module in loaded.GroupBy(item => item.Module))
        {
            var objects = module.ToList();
            var expected = await ExpectedTranslation.OfAsync(module.Key, [.. objects.Select(item => item.Document)], loadedVersion, reader.Version);
            var pulled = await reader.CrawlAsync(module.Key, PageSize);
            Assert.Equal(objects.Select(item => item.Id).Order(StringComparer.Ordinal), pulled.Select(item => (string)item[objects[0].IdField]!).Order(StringComparer.Ordinal));
            for (var i = 0; i < objects.Count; i++)
            {
                var found = pulled.Single(item => (string?)item[objects[i].IdField] == objects[i].Id);
                Same(expected[i], found, $"{objects[i].File} from {loadedVersion}, listed in {reader.Version}");
                if (module.Key == "locations")
                {
                    var one = await reader.SendAsync("GET", reader.At("locations/SENDER", "/" + objects[i].Id));
                    Same(expected[i], one.Is(200, 1000).Data!, $"{objects[i].File} from {loadedVersion}, fetched in {reader.Version}");
                }
            }
        }
    }

    public static void Same(JsonNode expected, JsonNode found, string what)
    {
        var differences = JsonDifference.Between(expected, found);
        Assert.True(differences.Count == 0, $"{what}: {string.Join("; ", differences)}");
    }
}
