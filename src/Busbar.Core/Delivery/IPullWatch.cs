using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Delivery;

/// <summary>Port: told of the pages that a partner pulls, so that what it has pulled to the end need not be pushed.</summary>
public interface IPullWatch
{
    /// <summary>A page is about to be read.</summary>
    /// <param name="connection">Who pulls.</param>
    /// <param name="module">What.</param>
    /// <param name="dateFrom">Since when it asks for changes; null for everything.</param>
    /// <param name="cursor">The cursor of our Link; null for the first page.</param>
    PulledPage Begin(Guid connection, ModuleId module, DateTimeOffset? dateFrom, string? cursor);

    /// <summary>The page was read and is answered.</summary>
    /// <param name="page">The page.</param>
    /// <param name="next">The cursor of the Link to the next one; null on the last page.</param>
    void Answered(PulledPage page, string? next);
}

/// <summary>One page of a partner's pull.</summary>
/// <param name="Connection">Who pulls.</param>
/// <param name="Module">What.</param>
/// <param name="DateFrom">Since when it asks for changes; null for everything.</param>
/// <param name="Cursor">The cursor of our Link; null for the first page.</param>
/// <param name="Sequence">The change up to which the page shows everything at least.</param>
public sealed record PulledPage(Guid Connection, ModuleId Module, DateTimeOffset? DateFrom, string? Cursor, long Sequence);
