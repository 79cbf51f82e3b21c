using System.Collections.Concurrent;
using System.Text;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>What a scripted platform lists to those who pull: the same page whatever is asked.</summary>
internal sealed class Outbox : ISenderHandler
{
    /// <summary>Documents by module.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Lists { get; } = [];

    public ValueTask<PageResult> ListAsync(OcpiRequest request, PageRequest page, PageWriter writer, CancellationToken cancellation)
    {
        var list = Lists.GetValueOrDefault(request.Module!.Value.Value) ?? [];
        foreach (var document in list.Skip((int)Math.Min(page.Offset, int.MaxValue)).Take(page.Limit))
        {
            writer.Add(Encoding.UTF8.GetBytes(document));
        }

        return new(PageResult.Page(list.Count, page.Offset + page.Limit < list.Count));
    }

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation) =>
        new(OcpiReply.NotFound(OcpiStatus.InvalidParameters, "Only lists are kept here."));
}
