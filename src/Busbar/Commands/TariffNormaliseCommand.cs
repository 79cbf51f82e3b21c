using System.CommandLine;
using System.Text.Json.Nodes;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Pricing.Lint;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Commands;

/// <summary><c>busbar tariff normalise</c>: a shorter tariff that costs the same.</summary>
internal static class TariffNormaliseCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The file with the tariff; - is the standard input." };
        var options = new TariffOptions();
        var command = new Command("normalise", "Prints the tariff in fewer words that are proved to cost the same; what was done goes to the error output. Exit code 0: nothing to shorten, 1: shortened, 2: usage or unreadable input.") { file };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (options.Read(parsed) is not { } given || await given.TariffsAsync([parsed.GetValue(file)!], cancellation) is not { } tariffs)
            {
                return 2;
            }

            var results = tariffs.ConvertAll(tariff => (Source: tariff, Normal: TariffNormaliser.Normalise(tariff.Value, new LintOptions { Version = tariff.Version, TimeZone = given.Zone })));
            given.WriteJson(json =>
            {
                // One tariff in, one out; a list stays a list.
                var documents = results.Select(result => given.Json ? Report(result.Source, result.Normal) : Document(result.Source, result.Normal)).ToArray<JsonNode>();
                (documents.Length == 1 ? documents[0] : new JsonArray([.. documents])).WriteTo(json);
            });
            foreach (var change in given.Json ? [] : results.SelectMany(result => result.Normal.Changes.Select(change => $"{result.Source.Value.Id}: {change}")))
            {
                await given.Error.WriteLineAsync(change);
            }

            return results.Exists(result => result.Normal.Changes.Count > 0) ? 1 : 0;
        });
        return command;
    }

    /// <summary>The document as it was given, with the shorter elements. Elements have the same shape in every version.</summary>
    private static JsonObject Document(PriceDocument<Tariff> source, NormalisedTariff normal)
    {
        var document = JsonNode.Parse(source.Utf8.Span)!.AsObject();
        if (normal.Changes.Count > 0)
        {
            document["elements"] = new JsonArray([.. normal.Tariff.Elements.Select(element => JsonNode.Parse(OcpiJson.Serialize(element)))]);
        }

        return document;
    }

    private static JsonObject Report(PriceDocument<Tariff> source, NormalisedTariff normal) => new JsonObject
    {
        ["tariff"] = Document(source, normal),
        ["changes"] = new JsonArray([.. normal.Changes.Select(change => JsonValue.Create(change))]),
        ["sessions_priced"] = normal.Probes,
    };
}
