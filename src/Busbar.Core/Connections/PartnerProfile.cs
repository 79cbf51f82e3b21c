using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;

namespace Busbar.Core.Connections;

/// <summary>A partner's habits and tolerances, as data.</summary>
public sealed record PartnerProfile
{
    /// <summary>How the partner expects the token in the Authorization header.</summary>
    public TokenEncoding TokenEncoding { get; init; } = TokenEncoding.Base64;

    /// <summary>Largest page to ask the partner for, in objects.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How many requests may be under way to the partner at once.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>How long one request may take before it counts as failed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a real-time authorization or a command may take to be answered.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait for a command's asynchronous result when the partner's answer names no time.</summary>
    public TimeSpan CommandResultTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the partner is asked for what changed, give or take a quarter. Zero: only when the operator asks.</summary>
    public TimeSpan PullInterval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How often single modules are pulled, where that departs from <see cref="PullInterval"/>.</summary>
    public PullIntervals PullIntervals { get; init; } = PullIntervals.Default;

    /// <summary>How often everything of a module is pulled, because what was committed with an old date is missed otherwise.</summary>
    public TimeSpan FullPullInterval { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a Location or a Token has to be missing from complete lists, and from two of them at least unless it is zero, before it is taken for removed.</summary>
    public TimeSpan RemovalGrace { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether changes are pushed to the partner. A partner that only pulls gets none.</summary>
    public bool Push { get; init; } = true;

    /// <summary>Whether status changes go out as PATCH of the EVSE; otherwise as PUT.</summary>
    public bool Patch { get; init; } = true;

    /// <summary>Whether deviations that the standard forbids are refused rather than tolerated and recorded.</summary>
    public bool Strict { get; init; }

    /// <summary>How the partner itself sends its token to us, once it was seen; a deviation from Base64 is tolerated unless <see cref="Strict"/>.</summary>
    public TokenEncoding? SendsToken { get; init; }

    /// <summary>What else was seen of the partner, in the handshake and since.</summary>
    public PartnerHabits Seen { get; init; } = new();

    /// <summary>What the partner must offer, besides credentials, before a handshake succeeds.</summary>
    public IReadOnlyList<RequiredEndpoint> Required { get; init; } = [];

    /// <summary>Which modules are used with the partner, where that departs from the defaults.</summary>
    public ModuleSwitches Modules { get; init; } = ModuleSwitches.Default;

    /// <summary>What is done with the partner's CDRs once they are checked.</summary>
    public CdrPolicy Cdrs { get; init; } = CdrPolicy.Accept;

    /// <summary>Which faults of the partner's objects are mended, where that departs from the defaults. Nothing is mended when <see cref="Strict"/>.</summary>
    public RepairSettings Repairs { get; init; } = RepairSettings.Default;

    /// <summary>How they are read where the standard leaves it open.</summary>
    public CdrReading CdrReading { get; init; } = CdrReading.Default;

    /// <summary>The named profile that this one began with; null for the defaults.</summary>
    public string? Basis { get; init; }

    /// <summary>Whether the URLs of our requests end with a slash.</summary>
    public bool TrailingSlash { get; init; }

    /// <summary>Whether our requests carry the OCPI-to and OCPI-from headers, from 2.2 on.</summary>
    public bool RoutingHeaders { get; init; } = true;

    /// <summary>Whether the names of OCPI's headers are written in lower case.</summary>
    public bool LowerCaseHeaders { get; init; }

    /// <summary>How dates and times stand in the objects that we send and serve.</summary>
    public DateForm Dates { get; init; }

    /// <summary>How precisely the partner can be asked for what changed.</summary>
    public DateFilter DateFilter { get; init; }

    /// <summary>Whether texts are sent in ASCII alone, letters with accents as the plain ones.</summary>
    public bool Ascii { get; init; }

    /// <summary>How many requests per second the partner takes; null for as many as go. Authorizations and commands do not wait for their turn.</summary>
    public decimal? RequestsPerSecond { get; init; }

    /// <summary>How the partner gets what it missed when it fell far behind.</summary>
    public CatchUp CatchUp { get; init; }

    /// <summary>How many objects per second the partner is given of what it has yet to be given: at first, and when it may see more. Null for as many as go. Changes do not wait.</summary>
    public decimal? LoadRate { get; init; }

    /// <summary>How many requests may go at once before that rate holds.</summary>
    public int Burst { get; init; } = 10;

    /// <summary>The OCPI status code with which the partner says that there are too many requests, besides HTTP 429.</summary>
    public int? ThrottleStatus { get; init; }

    /// <summary>Whether the partner can be asked for a CDR that it was sent: then one whose POST was left without an answer is asked for before it is sent again.</summary>
    public bool CdrReadBack { get; init; } = true;

    /// <summary>Largest page that the partner is served, in objects; null for the gateway's own limit.</summary>
    public int? ServedPageSize { get; init; }

    /// <summary>How many of the partner's requests are taken per second; zero for as many as come, null for the gateway's own setting.</summary>
    public decimal? ServedPerSecond { get; init; }

    /// <summary>How many of its requests are taken at once before that rate holds; null for what goes with the rate.</summary>
    public int? ServedBurst { get; init; }

    /// <summary>Whether the partner may write Bearer, or nothing, in the place of the scheme word Token.</summary>
    public bool AnyScheme { get; init; }

    /// <summary>Whether the partner's requests must carry X-Request-ID and X-Correlation-ID; else they are made up.</summary>
    public bool RequireMessageIds { get; init; }

    /// <summary>Whether the partner's requests must carry the OCPI-to and OCPI-from headers, from 2.2 on; else the platform's parties are meant.</summary>
    public bool RequireRoutingHeaders { get; init; }

    /// <summary>Whether the partner is answered an HTTP error where OCPI says HTTP 200 with an error in the envelope.</summary>
    public bool HttpErrors { get; init; }

    /// <summary>Whether a PATCH without last_updated is taken, with its arrival for the time (AMB-054).</summary>
    public bool PatchWithoutTime { get; init; }

    /// <summary>How many objects a page is asked to hold: no more than the partner was seen to give.</summary>
    public int AskedPageSize => Math.Min(PageSize, Seen.PageLimit ?? int.MaxValue);

    /// <summary>How often a module is pulled. Zero: only when the operator asks.</summary>
    public TimeSpan PullIntervalOf(ModuleId module) => PullIntervals.Of(module) ?? PullInterval;

    /// <summary>How long an object has to be missing before it is taken for removed. The standard has a list of Tariffs replace what is known: those go at once.</summary>
    public TimeSpan RemovalGraceOf(ModuleId module) => module == ModuleId.Tariffs ? TimeSpan.Zero : RemovalGrace;

    /// <summary>A moment as it stands in a query to the partner.</summary>
    public string WriteTime(DateTimeOffset moment) => PartnerForm.Write(Dates, moment);
}
