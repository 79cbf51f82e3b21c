namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>The parts of a session that look for prices among other elements.</summary>
internal enum SessionPart
{
    /// <summary>Charging and parking.</summary>
    Session,

    /// <summary>A reservation.</summary>
    Reservation,

    /// <summary>A reservation that expired.</summary>
    ExpiredReservation,
}
