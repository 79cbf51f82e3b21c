namespace Busbar.Core.Connections;

/// <summary>How precisely a partner can be asked for what changed since a moment. It is always asked for rather too much.</summary>
public enum DateFilter
{
    /// <summary>To the millisecond.</summary>
    Milliseconds,

    /// <summary>To the second.</summary>
    Seconds,

    /// <summary>To the day.</summary>
    Days,

    /// <summary>Not at all: it ignores date_from, or refuses it. Everything is fetched every time.</summary>
    None,
}
