using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Objects;

/// <summary>Remembers the ids of Locations and EVSEs of 2.1.1 that are too long for later versions, for when those name them.</summary>
public sealed class LongIdBook(ILinkStore links, TimeProvider clock)
{
    /// <summary>The kind of the links from the id that is shown to the one that it stands for.</summary>
    public const string Kind = "original-id";

    /// <summary>Notes the long ids of a Location or an EVSE.</summary>
    public async ValueTask NoteAsync(PartyId owner, ReadOnlyMemory<byte> document, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var news = new List<Link>();
        foreach (var id in Ids(document))
        {
            if (LongIds.Surrogate(id) is var shown && shown != id && (await links.FindAsync(Kind, owner, shown, cancellation)).Count == 0)
            {
                news.Add(new Link(Kind, owner, shown, id, now));
            }
        }

        if (news.Count > 0)
        {
            await links.AddAsync(news, cancellation);
        }
    }

    /// <summary>The ids behind one that is shown to later versions, whosever they are.</summary>
    public async ValueTask<IReadOnlyList<string>> FindAsync(string shown, CancellationToken cancellation) =>
        [.. (await links.FindAsync(Kind, null, shown, cancellation)).Select(link => link.Value).Distinct()];

    private static List<string> Ids(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        var ids = new List<string>();
        Add(root, "id", ids);
        Add(root, "uid", ids);
        if (root.TryGetProperty("evses", out var evses) && evses.ValueKind == JsonValueKind.Array)
        {
            foreach (var evse in evses.EnumerateArray())
            {
                Add(evse, "uid", ids);
            }
        }

        return ids;
    }

    private static void Add(JsonElement element, string name, List<string> ids)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String)
        {
            ids.Add(id.GetString()!);
        }
    }
}
