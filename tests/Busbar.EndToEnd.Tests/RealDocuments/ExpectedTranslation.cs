using System.Globalization;
using System.Text.Json.Nodes;
using Busbar.EndToEnd.Tests.Commands;

namespace Busbar.EndToEnd.Tests.RealDocuments;

/// <summary>
/// What a document has to look like to a partner of the other version: itself, without what is reported as lost, and with the few known rules applied.
/// Nothing else may differ. Written from the rules alone, without the translator.
/// </summary>
internal static class ExpectedTranslation
{
    /// <summary>The documents of one module as <paramref name="to"/> has them. The losses are those that <c>busbar translate</c> reports.</summary>
    public static async Task<IReadOnlyList<JsonObject>> OfAsync(string module, IReadOnlyList<JsonObject> documents, string from, string to)
    {
        var copies = documents.Select(document => document.DeepClone().AsObject()).ToList();
        if (from == to)
        {
            return copies;
        }

        var run = await BusbarProcess.RunAsync(
            new JsonArray([.. documents.Select(document => document.DeepClone())]).ToJsonString(), "translate", "--from", from, "--to", to, "--module", module, "-");
        Assert.Equal(0, run.ExitCode);
        foreach (var line in run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var loss = JsonNode.Parse(line)!;
            var path = ((string)loss["path"]!).Split('/');
            if ((string?)loss["kind"] == "dropped")
            {
                Remove(copies[int.Parse(path[1], CultureInfo.InvariantCulture)], path.AsSpan(2));
            }
            else
            {
                // The one approximation of these documents: a price that includes a tax of unknown rate is passed on as it is (X-TAR-06).
                Assert.Equal(("approximated", "X-TAR-06"), ((string?)loss["kind"], (string?)loss["rule"]));
            }
        }

        copies.ForEach(copy => Apply(copy, "", to));
        return copies;
    }

    private static void Apply(JsonNode? node, string name, string to)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Apply(item, name, to);
            }
        }
        else if (node is JsonObject value)
        {
            foreach (var (member, inner) in value.ToList())
            {
                Apply(inner, member, to);
            }

            if (to == "2.2.1")
            {
                Down(value);
            }
            else
            {
                Up(value, name);
            }
        }
    }

    private static void Down(JsonObject value)
    {
        // X-TAR-03: in 2.2.1 prices exclude taxes by definition, so NO need not be said.
        if ((string?)value["tax_included"] == "NO")
        {
            value.Remove("tax_included");
        }

        // X-TYP-2 and X-TYP-6: other names for the amounts; the single taxes become one amount with all of them.
        if (value["before_taxes"] is { } before)
        {
            value.Remove("before_taxes");
            value["excl_vat"] = before;
            if (value["after_taxes"] is { } after)
            {
                value.Remove("after_taxes");
                value["incl_vat"] = after;
            }
            else if (value["taxes"] is JsonArray taxes)
            {
                value.Remove("taxes");
                value["incl_vat"] = before.GetValue<decimal>() + taxes.Sum(tax => tax!["amount"]!.GetValue<decimal>());
            }
        }
    }

    private static void Up(JsonObject value, string name)
    {
        if (value.ContainsKey("elements") && value.ContainsKey("currency"))
        {
            value["tax_included"] = "NO";
        }

        if (value["excl_vat"] is { } before)
        {
            value.Remove("excl_vat");
            value["before_taxes"] = before;
            if (value["incl_vat"] is { } after)
            {
                value.Remove("incl_vat");
                if (name is "min_price" or "max_price")
                {
                    value["after_taxes"] = after;
                }
                else
                {
                    value["taxes"] = new JsonArray(new JsonObject { ["name"] = "VAT", ["amount"] = after.GetValue<decimal>() - before.GetValue<decimal>() });
                }
            }
        }
    }

    private static void Remove(JsonNode node, ReadOnlySpan<string> path)
    {
        for (; path.Length > 1; path = path[1..])
        {
            node = node is JsonArray list ? list[int.Parse(path[0], CultureInfo.InvariantCulture)]! : node[path[0]]!;
        }

        Assert.True(node.AsObject().Remove(path[0]), $"A loss names {path[0]}, which the document does not have.");
    }
}
