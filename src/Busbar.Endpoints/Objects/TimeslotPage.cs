using Busbar.Core.Objects;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Objects;

/// <summary>A page of the booking locations that are free in a stretch of time. The store knows no time slots, so everything visible is looked through.</summary>
internal sealed class TimeslotPage(IObjectStore store, TimeslotRange slots, PageWriter writer) : IObjectSink
{
    private const int Step = 500;
    private long _first;
    private int _limit;
    private long _matching;
    private long _last;

    public async ValueTask<PageResult> WriteAsync(PageQuery query, PageRequest page, CancellationToken cancellation)
    {
        _first = page.Offset;
        _limit = page.Limit;
        bool more;
        do
        {
            more = await store.ReadPageAsync(query with { AfterOrdinal = _last, Limit = Step }, this, cancellation);
        }
        while (more);

        return PageResult.Page(_matching, _matching > _first + _limit);
    }

    public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
    {
        _last = header.Ordinal;
        if (!slots.Fits(utf8))
        {
            return;
        }

        if (_matching >= _first && _matching < _first + _limit)
        {
            writer.Add(utf8);
        }

        _matching++;
    }
}
