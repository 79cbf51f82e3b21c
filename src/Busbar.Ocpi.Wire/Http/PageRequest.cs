using System.Globalization;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>What a client asks of a list.</summary>
/// <remarks>OCPI chapter "Transport and format / Pagination". Edge values: AMB-060 to AMB-066.</remarks>
public sealed record PageRequest
{
    /// <summary>The query parameter of our own that carries <see cref="Cursor"/> in our Link headers.</summary>
    public const string CursorParameter = "cursor";

    /// <summary>Objects to skip; 0 or more.</summary>
    public long Offset { get; init; }

    /// <summary>Most objects to return; at least 1 and never above the server's maximum.</summary>
    public required int Limit { get; init; }

    /// <summary>Only objects with last_updated at or after this instant.</summary>
    public DateTimeOffset? DateFrom { get; init; }

    /// <summary>Only objects with last_updated before this instant.</summary>
    public DateTimeOffset? DateTo { get; init; }

    /// <summary>Where the page before ended, as the server itself put it in a Link; when set, <see cref="Offset"/> only counts.</summary>
    public string? Cursor { get; init; }

    /// <summary>Reads the paging parameters of a query.</summary>
    /// <param name="query">The request's query.</param>
    /// <param name="maximum">The server's largest page; a missing or larger limit becomes this.</param>
    /// <param name="tolerated">Takes what was overlooked.</param>
    /// <param name="problem">What is wrong, when the result is null: answer 2001 with it.</param>
    public static PageRequest? Read(OcpiQuery query, int maximum, ICollection<Tolerated> tolerated, out string? problem)
    {
        problem = null;
        long offset = 0, limit = maximum;
        DateTimeOffset? from = null, to = null;
        if (query["offset"] is { } offsetText && !TryCount(offsetText, out offset))
            problem = "offset is a whole number of at least 0.";
        else if (query["limit"] is { } limitText && (!TryCount(limitText, out limit) || limit == 0))
            problem = "limit is a whole number of at least 1.";
        else if (query["date_from"] is { } fromText && (from = Date(fromText, "date_from", tolerated)) is null)
            problem = "date_from is not a date and time of the form 2020-01-31T23:59:59Z.";
        else if (query["date_to"] is { } toText && (to = Date(toText, "date_to", tolerated)) is null)
            problem = "date_to is not a date and time of the form 2020-01-31T23:59:59Z.";
        if (problem is not null)
            return null;

        return new PageRequest
        {
            Offset = offset,
            Limit = (int)Math.Min(limit, maximum),
            DateFrom = from,
            DateTo = to,
            Cursor = query[CursorParameter],
        };
    }

    /// <summary>A count of any length: what does not fit a long is as good as infinite.</summary>
    private static bool TryCount(string text, out long count)
    {
        text = text.Trim();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return true;

        count = long.MaxValue;
        return text.Length > 0 && text.All(char.IsAsciiDigit);
    }

    private static DateTimeOffset? Date(string text, string name, ICollection<Tolerated> tolerated)
    {
        if (!DateTimeText.TryParse(text, out var value, out var deviation))
            return null;
        if (deviation is not null)
            tolerated.Add(new Tolerated("date-time." + deviation, $"{name} is not written in UTC with Z and at most three decimals."));
        return value;
    }
}
