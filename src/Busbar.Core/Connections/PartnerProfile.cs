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

    /// <summary>Whether changes are pushed to the partner. A partner that only pulls gets none.</summary>
    public bool Push { get; init; } = true;

    /// <summary>Whether status changes go out as PATCH of the EVSE; otherwise as PUT.</summary>
    public bool Patch { get; init; } = true;

    /// <summary>Whether deviations that the standard forbids are refused rather than tolerated and recorded.</summary>
    public bool Strict { get; init; }

    /// <summary>How the partner itself sends its token to us, once it was seen; a deviation from Base64 is tolerated unless <see cref="Strict"/>.</summary>
    public TokenEncoding? SendsToken { get; init; }

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
}
