namespace Busbar.Core.Connections;

/// <summary>How dates and times stand in what is sent to a partner.</summary>
public enum DateForm
{
    /// <summary>As the owner wrote them.</summary>
    AsIs,

    /// <summary>Whole seconds, with Z.</summary>
    Seconds,

    /// <summary>Always three digits of a second, with Z.</summary>
    Milliseconds,

    /// <summary>With +00:00 for the Z.</summary>
    Offset,
}
