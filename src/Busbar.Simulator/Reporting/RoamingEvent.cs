namespace Busbar.Simulator.Reporting;

/// <summary>Something worth watching: what a simulated platform did or saw.</summary>
/// <param name="Platform">Who says so.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">One readable line.</param>
/// <param name="Good">False when it failed or was refused.</param>
public sealed record RoamingEvent(string Platform, RoamingEventKind Kind, string Text, bool Good = true);

/// <summary>The kinds of events that a simulated platform reports.</summary>
public enum RoamingEventKind
{
    /// <summary>A registration, or its end.</summary>
    Handshake,

    /// <summary>An object was pushed or pulled.</summary>
    Push,

    /// <summary>A driver tapped a card, or pressed a button in an app.</summary>
    Tap,

    /// <summary>A provider's decision.</summary>
    Authorization,

    /// <summary>A command or its result.</summary>
    Command,

    /// <summary>A session started, went on or ended.</summary>
    Session,

    /// <summary>A limit on a session was asked for, or changed.</summary>
    Profile,

    /// <summary>A charge detail record was sent or received.</summary>
    Cdr,
}
