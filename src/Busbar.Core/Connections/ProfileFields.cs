using static Busbar.Core.Connections.ProfileField;

namespace Busbar.Core.Connections;

/// <summary>Every setting of a profile, in the order in which it is shown. The one place that names them outside.</summary>
public static class ProfileFields
{
    public static IReadOnlyList<ProfileField> All { get; } =
    [
        new(
            "basis",
            "The named profile that this one began with.",
            (json, profile) => json.WriteStringValue(profile.Basis),
            (profile, _, errors) => errors.Add(profile, "basis", "fixed", "says where the profile came from; give \"name\" to begin with another one."))
        { Reset = static (profile, _) => profile with { Basis = null } },
        Word("token_encoding", "How the partner expects the token in the Authorization header.", p => p.TokenEncoding, (p, v) => p with { TokenEncoding = v }),
        new(
            "sends_token",
            "How the partner itself sends its token, once that was seen.",
            (json, profile) => json.WriteStringValue(profile.SendsToken is { } seen ? ProfileWords.Of(seen) : null),
            (profile, _, errors) => errors.Add(profile, "sends_token", "fixed", "is seen, not set."))
        { Reset = static (profile, _) => profile with { SendsToken = null } },
        ProfileLists.Seen,
        Flag("any_scheme", "Whether the partner may write Bearer, or nothing, in the place of the scheme word Token.", p => p.AnyScheme, (p, v) => p with { AnyScheme = v }),
        Flag("strict", "Whether deviations from the standard are refused rather than tolerated and recorded.", p => p.Strict, (p, v) => p with { Strict = v }),
        ProfileLists.Modules,
        ProfileLists.Required,
        Flag("push", "Whether changes are pushed to the partner.", p => p.Push, (p, v) => p with { Push = v }),
        Flag("patch", "Whether status changes go out as PATCH; otherwise as PUT.", p => p.Patch, (p, v) => p with { Patch = v }),
        Whole("concurrency", "Requests under way to the partner at once.", 1, 64, p => p.Concurrency, (p, v) => p with { Concurrency = v!.Value }),
        Fraction("requests_per_second", "The rate that the partner takes, 0.01 to 1000; authorizations and commands do not wait.", 0.01m, 1000m, p => p.RequestsPerSecond, (p, v) => p with { RequestsPerSecond = v }),
        Word("catch_up", "How the partner gets what it missed when it fell far behind; what is left to its own pull is pushed once that has not brought it.", p => p.CatchUp, (p, v) => p with { CatchUp = v }),
        Fraction("load_per_second", "How many objects per second a new partner is given at first, 0.01 to 1000; what changes meanwhile goes before.", 0.01m, 1000m, p => p.LoadRate, (p, v) => p with { LoadRate = v }),
        Whole("burst", "Requests that may go at once before the rate holds.", 1, 1000, p => p.Burst, (p, v) => p with { Burst = v!.Value }),
        Whole("throttle_status", "The OCPI status code with which the partner says that there are too many requests, besides HTTP 429.", 2000, 4999, p => p.ThrottleStatus, (p, v) => p with { ThrottleStatus = v }),
        Whole("timeout_seconds", "How long one request may take.", 1, 300, p => (int)p.Timeout.TotalSeconds, (p, v) => p with { Timeout = TimeSpan.FromSeconds(v!.Value) }),
        Whole("call_timeout_seconds", "How long an authorization or a command may take to be answered.", 1, 120, p => (int)p.CallTimeout.TotalSeconds, (p, v) => p with { CallTimeout = TimeSpan.FromSeconds(v!.Value) }),
        Whole("command_result_timeout_seconds", "How long a command's result is waited for when the partner names no time.", 1, 3600, p => (int)p.CommandResultTimeout.TotalSeconds, (p, v) => p with { CommandResultTimeout = TimeSpan.FromSeconds(v!.Value) }),
        Whole("pull_interval_minutes", "How often the partner is asked for what changed; 0 only when you ask.", 0, 10080, p => (int)p.PullInterval.TotalMinutes, (p, v) => p with { PullInterval = TimeSpan.FromMinutes(v!.Value) }),
        ProfileLists.PullMinutes,
        Whole("full_pull_hours", "How often everything is asked for, because what was committed with an old date is missed otherwise.", 1, 8760, p => (int)p.FullPullInterval.TotalHours, (p, v) => p with { FullPullInterval = TimeSpan.FromHours(v!.Value) }),
        Whole("removal_grace_hours", "How long a Location or a Token must be missing from complete lists before it is taken for removed; 0 at once.", 0, 8760, p => (int)p.RemovalGrace.TotalHours, (p, v) => p with { RemovalGrace = TimeSpan.FromHours(v!.Value) }),
        Whole("page_size", "Largest page to ask the partner for, in objects.", 1, 1000, p => p.PageSize, (p, v) => p with { PageSize = v!.Value }),
        Whole("served_page_size", "Largest page that the partner is served, in objects.", 1, 1000, p => p.ServedPageSize, (p, v) => p with { ServedPageSize = v }),
        Fraction("served_per_second", "How many requests per second of the partner are taken, 0.01 to 100000; 0 as many as come; the gateway's own setting when left out.", 0.01m, 100_000m, p => p.ServedPerSecond, (p, v) => p with { ServedPerSecond = v }, orZero: true),
        Whole("served_burst", "Requests of the partner that are taken at once before that rate holds; as many as in a second when left out, and at least 10.", 1, 100_000, p => p.ServedBurst, (p, v) => p with { ServedBurst = v }),
        Word("date_filter", "How precisely the partner can be asked for what changed.", p => p.DateFilter, (p, v) => p with { DateFilter = v }),
        Word("dates", "How dates and times stand in what we send and serve.", p => p.Dates, (p, v) => p with { Dates = v }),
        Flag("ascii", "Whether texts are sent in ASCII alone.", p => p.Ascii, (p, v) => p with { Ascii = v }),
        Flag("trailing_slash", "Whether the URLs of our requests end with a slash.", p => p.TrailingSlash, (p, v) => p with { TrailingSlash = v }),
        Flag("routing_headers", "Whether our requests carry the OCPI-to and OCPI-from headers.", p => p.RoutingHeaders, (p, v) => p with { RoutingHeaders = v }),
        Flag("lower_case_headers", "Whether the names of OCPI's headers are written in lower case.", p => p.LowerCaseHeaders, (p, v) => p with { LowerCaseHeaders = v }),
        Flag("cdr_read_back", "Whether the partner can be asked for a CDR that it was sent.", p => p.CdrReadBack, (p, v) => p with { CdrReadBack = v }),
        Flag("require_message_ids", "Whether the partner's requests must carry X-Request-ID and X-Correlation-ID.", p => p.RequireMessageIds, (p, v) => p with { RequireMessageIds = v }),
        Flag("require_routing_headers", "Whether the partner's requests must carry the OCPI-to and OCPI-from headers.", p => p.RequireRoutingHeaders, (p, v) => p with { RequireRoutingHeaders = v }),
        Flag("http_errors", "Whether the partner is answered an HTTP error where OCPI says HTTP 200 with an error in the envelope.", p => p.HttpErrors, (p, v) => p with { HttpErrors = v }),
        Flag("patch_without_time", "Whether a PATCH without last_updated is taken, with its arrival for the time.", p => p.PatchWithoutTime, (p, v) => p with { PatchWithoutTime = v }),
        Word("cdrs", "What is done with the partner's CDRs once they are checked.", p => p.Cdrs, (p, v) => p with { Cdrs = v }),
        ProfileLists.Repairs,
    ];

    public static ProfileField? Find(string name) => All.FirstOrDefault(field => field.Name == name);
}
