namespace Busbar.Ocpi.Pricing.Sessions;

/// <summary>What goes on from an event until the next one that names a state.</summary>
public enum SessionState
{
    /// <summary>The EVSE is reserved; nobody is connected.</summary>
    Reserved,

    /// <summary>The vehicle is charging.</summary>
    Charging,

    /// <summary>The vehicle asks for no power: parking time.</summary>
    SuspendedByVehicle,

    /// <summary>The station offers no power: neither charging nor parking, unless the policy says otherwise (D-EVSE).</summary>
    SuspendedByStation,

    /// <summary>The session has ended.</summary>
    Ended,

    /// <summary>The reservation expired without a session.</summary>
    Expired,
}
