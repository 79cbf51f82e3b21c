using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Server.Common;

/// <summary>What a handler says of a page after it wrote the objects.</summary>
public readonly record struct PageResult
{
    /// <summary>When set, this is answered instead of the page.</summary>
    public OcpiReply? Refusal { get; private init; }

    /// <summary>How many objects match the filters and are visible to the caller, over all pages (X-Total-Count).</summary>
    public long Total { get; private init; }

    /// <summary>Whether objects follow on a next page.</summary>
    public bool More { get; private init; }

    /// <summary>Where the next page starts, for our own Link; null when offset and limit suffice.</summary>
    public string? Cursor { get; private init; }

    /// <summary>The party that answers, when it is not the one the request was addressed to.</summary>
    public PartyId? From { get; init; }

    /// <summary>A page was written.</summary>
    public static PageResult Page(long total, bool more, string? cursor = null) => new() { Total = total, More = more, Cursor = cursor };

    /// <summary>Nothing of what was written counts; this is the answer.</summary>
    public static PageResult Refused(OcpiReply reply) => new() { Refusal = reply };
}
