using System.Text.Json;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Locations;

/// <summary>Which of a connector's tariffs 2.1.1 is told, where there is room for one (X-CON-05, X-CON-06).</summary>
internal static class ConnectorTariff
{
    public static void From22To211(Place connector)
    {
        if (connector.Node.Find("tariff_ids") is not { } given)
        {
            return;
        }

        if (given.Kind != JsonValueKind.Array || given.IsEmpty)
        {
            connector.Remove("tariff_ids");
            return;
        }

        var chosen = Choose(given, connector.Log);
        for (var id = given.First; id is not null; id = id.Next)
        {
            if (id != chosen)
            {
                connector.Log.Add(
                    id.Pointer(), "X-CON-06", LossKind.Dropped,
                    chosen is null ? "The target version has one tariff per connector, and which one applies is not known." : "The target version has one tariff per connector.",
                    priceRelevant: true);
            }
        }

        if (chosen is null)
        {
            connector.Remove("tariff_ids");
            return;
        }

        connector.Set("tariff_ids", chosen.Copy());
        connector.Rename("tariff_ids", "tariff_id");
    }

    private static Node? Choose(Node list, LossLog log)
    {
        if (list.First is { Next: null } only)
        {
            // Nobody else can be meant, also when the tariff is not known here.
            return log.Context.Related?.Tariff(only.AsText() ?? "") is { } known && Read(only, known, log) is null ? null : only;
        }

        Candidate? best = null;
        for (var id = list.First; id is not null; id = id.Next)
        {
            if (id.AsText() is { } text && log.Context.Related?.Tariff(text) is { } tariff && Read(id, tariff, log) is { } candidate
                && (best is null || candidate.IsBetterThan(best)))
            {
                best = candidate;
            }
        }

        return best?.Id;
    }

    /// <summary>The tariff, when it is valid now, means the same to everybody and has a form in 2.1.1.</summary>
    private static Candidate? Read(Node id, RelatedObject tariff, LossLog log)
    {
        var document = DocumentReader.Read(tariff.Utf8);
        var type = document.Find("type");
        var start = Moment(document, "start_date_time");
        var end = Moment(document, "end_date_time");
        var regular = type is { IsNull: false };
        return (regular && !type!.Is("REGULAR")) || start > log.Context.Moment || end < log.Context.Moment || !log.HasTariffForm(tariff)
            ? null
            : new Candidate(id, regular, start ?? DateTimeOffset.MinValue);
    }

    private static DateTimeOffset? Moment(Node tariff, string name) =>
        OcpiDateTime.TryParse(tariff.Find(name)?.AsText(), out var moment) ? moment : null;

    private sealed record Candidate(Node Id, bool IsRegular, DateTimeOffset Start)
    {
        public bool IsBetterThan(Candidate other) =>
            IsRegular != other.IsRegular ? IsRegular
            : Start != other.Start ? Start > other.Start
            : string.CompareOrdinal(Id.AsText(), other.Id.AsText()) < 0;
    }
}
