using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Gateway;
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

    /// <summary>Waits until every object was pushed to a partner, and compares the body of each push.</summary>
    public static async Task ComparePushesAsync(PlainPartner partner, IReadOnlyList<RealObject> loaded, string loadedVersion, Func<string> evidence)
    {
        foreach (var module in loaded.GroupBy(item => item.Module))
        {
            var objects = module.ToList();
            var expected = await ExpectedTranslation.OfAsync(module.Key, [.. objects.Select(item => item.Document)], loadedVersion, partner.Version);
            for (var i = 0; i < objects.Count; i++)
            {
                var item = objects[i];
                await Eventually.TrueAsync(() => Pushes(item).Any(), $"{item.File} is pushed in {partner.Version}", evidence, TestContext.Current.CancellationToken);
                Same(expected[i], JsonNode.Parse(Pushes(item).Last().Body)!, $"{item.File} from {loadedVersion}, pushed in {partner.Version}");
            }
        }

        IEnumerable<(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)> Pushes(RealObject item) => partner.Received.Where(call => item.Module == "cdrs"
            ? call.Method == "POST" && call.Path == "/cdrs" && (string?)JsonNode.Parse(call.Body)!["id"] == item.Id
            : call.Method == "PUT" && call.Path.Replace("?type=RFID", "", StringComparison.Ordinal) == $"/{item.Module}{item.Rest}".Replace("?type=RFID", "", StringComparison.Ordinal));
    }

    public static void Same(JsonNode expected, JsonNode found, string what)
    {
        var differences = JsonDifference.Between(expected, found);
        Assert.True(differences.Count == 0, $"{what}: {string.Join("; ", differences)}");
    }
}
