namespace Busbar.Core.Connections;

/// <summary>How a partner that fell far behind gets what it missed.</summary>
public enum CatchUp
{
    /// <summary>It is pushed to it.</summary>
    Push,

    /// <summary>It is left to the partner, which pulls: what its pull has brought it is not pushed any more.</summary>
    Pull,

    /// <summary>As by Pull where the partner was seen to pull, and for no longer than an hour; else it is pushed.</summary>
    Auto,
}
