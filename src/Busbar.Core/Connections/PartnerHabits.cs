namespace Busbar.Core.Connections;

/// <summary>What was seen of a partner that others do otherwise. It stays seen until the operator puts it back.</summary>
public sealed record PartnerHabits
{
    /// <summary>The smallest X-Limit with which the partner answered: it gives no larger pages. We ask for no more either.</summary>
    public int? PageLimit { get; init; }

    /// <summary>Requests came without X-Request-ID or X-Correlation-ID.</summary>
    public bool NoMessageIds { get; init; }

    /// <summary>Requests came without any OCPI-to and OCPI-from header, in a version and a module that have them.</summary>
    public bool NoRoutingHeaders { get; init; }

    /// <summary>The names of OCPI's headers came in lower case, over HTTP/1.1.</summary>
    public bool LowerCaseHeaders { get; init; }

    /// <summary>Dates and times came in another form than UTC with Z and at most three decimals.</summary>
    public bool OtherDates { get; init; }

    /// <summary>Errors came as HTTP errors without OCPI's response object.</summary>
    public bool HttpErrors { get; init; }

    /// <summary>Answers came without OCPI's response object.</summary>
    public bool NoEnvelope { get; init; }

    /// <summary>Whether all of the other was seen already.</summary>
    public bool Covers(PartnerHabits seen) =>
        (seen.PageLimit is null || PageLimit <= seen.PageLimit) && (NoMessageIds || !seen.NoMessageIds) && (NoRoutingHeaders || !seen.NoRoutingHeaders)
        && (LowerCaseHeaders || !seen.LowerCaseHeaders) && (OtherDates || !seen.OtherDates) && (HttpErrors || !seen.HttpErrors) && (NoEnvelope || !seen.NoEnvelope);

    /// <summary>Both together.</summary>
    public PartnerHabits With(PartnerHabits seen) => new()
    {
        PageLimit = PageLimit is { } known && seen.PageLimit is { } found ? Math.Min(known, found) : PageLimit ?? seen.PageLimit,
        NoMessageIds = NoMessageIds || seen.NoMessageIds,
        NoRoutingHeaders = NoRoutingHeaders || seen.NoRoutingHeaders,
        LowerCaseHeaders = LowerCaseHeaders || seen.LowerCaseHeaders,
        OtherDates = OtherDates || seen.OtherDates,
        HttpErrors = HttpErrors || seen.HttpErrors,
        NoEnvelope = NoEnvelope || seen.NoEnvelope,
    };
}
