using System.Text.Json.Nodes;

namespace Busbar.EndToEnd.Tests.RealDocuments;

/// <summary>A whole object out of the folder of real documents, under an id of its own: the examples share theirs.</summary>
internal sealed record RealObject(string File, string Module, JsonObject Document)
{
    private static readonly string[] Modules = ["locations", "tariffs", "sessions", "cdrs", "tokens"];

    public string Country => (string)Document["country_code"]!;

    public string Party => (string)Document["party_id"]!;

    public string Id => (string)Document[IdField]!;

    public string IdField => Module == "tokens" ? "uid" : "id";

    /// <summary>The token's party, whom sessions and CDRs are for.</summary>
    public (string Country, string Party)? Driver =>
        Document["cdr_token"] is { } token ? ((string)token["country_code"]!, (string)token["party_id"]!) : null;

    /// <summary>The address in the operator API.</summary>
    public string Path => $"/api/{Module}/{Country}/{Party}/{Uri.EscapeDataString(Id)}" + Query;

    /// <summary>The address below a receiver's endpoint.</summary>
    public string Rest => $"/{Country}/{Party}/{Uri.EscapeDataString(Id)}" + Query;

    private string Query => Module == "tokens" ? $"?type={Document["type"]}" : "";

    /// <summary>The whole objects of one folder; fragments and bodies of a PATCH are left to the tests of the validator.</summary>
    public static IReadOnlyList<RealObject> Read(string folder)
    {
        var objects = new List<RealObject>();
        foreach (var path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var file = System.IO.Path.GetFileName(path);
            if (Modules.FirstOrDefault(module => file.StartsWith(module[..^1], StringComparison.Ordinal)) is { } module
                && JsonNode.Parse(System.IO.File.ReadAllText(path)) is JsonObject document && document.ContainsKey("country_code"))
            {
                var found = new RealObject(file, module, document);
                document[found.IdField] = file.Length > 41 ? file[..36] : file[..^5];
                objects.Add(found);
            }
        }

        Assert.Equal(objects.Count, objects.Select(found => (found.Module, found.Id)).Distinct().Count());
        return objects;
    }

    /// <summary>The object without the fault that its document has.</summary>
    public RealObject With(Action<JsonObject> repair)
    {
        var copy = this with { Document = Document.DeepClone().AsObject() };
        repair(copy.Document);
        return copy;
    }
}
