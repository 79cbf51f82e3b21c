using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Common;

/// <summary>Follows a list from page to page (AMB-060 to AMB-065). It ends at the last page, at a failure, or where it would not end.</summary>
internal sealed class Crawl(OcpiTransport transport, ModuleId module, Uri endpoint, ListQuery query, CallOptions? options)
{
    /// <summary>An empty page usually is the end; a server that withholds objects may send a few before it.</summary>
    private const int MaxEmptyPages = 3;

    /// <summary>Lists grow while they are read, and totals are estimated: beyond twice the total and this, no list does.</summary>
    private const int FarMore = 1000;

    // A partner may make up long links without end: what is kept of each is small.
    private readonly HashSet<UInt128> _visited = [];
    private readonly HashSet<UInt128> _contents = [];
    private long _received;
    private long _promised;
    private int _emptyPages;

    public async IAsyncEnumerable<OcpiPage> PagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // One crawl is one business flow: every page carries the same correlation id.
        var flow = (options ?? new CallOptions()) with { CorrelationId = options?.CorrelationId ?? Guid.NewGuid().ToString() };
        var url = query.ResumeAt ?? First();
        if (query.ResumeAt is not null && Guarded(url, out _) is null)
        {
            yield return Refusal(url, "The page to resume at is not on the partner's host.");
            yield break;
        }

        _received = OffsetOf(url);
        while (true)
        {
            if (_visited.Count >= query.MaxPages)
            {
                yield return Refusal(url, "The list has more pages than a crawl may have.");
                yield break;
            }

            _visited.Add(Mark(url));
            var response = await transport.SendAsync(new OutgoingRequest(HttpMethod.Get, url, module), flow, cancellation);
            var page = Page(url, response);
            yield return page;
            if (page.Next is null)
                yield break;

            var back = LeadsBack(url, page.Next);
            if (back || _visited.Contains(Mark(page.Next)))
            {
                // A last page that links to itself is a known habit; a loop before the end is not.
                if (page.Response.TotalCount is not { } total || _received < total)
                    yield return Refusal(page.Next, back ? "The Link leads back before the end of the list." : "The Link headers run in a circle before the end of the list.");
                yield break;
            }

            url = page.Next;
        }
    }

    private OcpiPage Page(Uri url, OcpiResponse response)
    {
        if (response.HttpStatus is 400 or 404 && OffsetOf(url) > 0 && _visited.Count > 1)
        {
            // Some servers refuse a page past the end instead of sending an empty one.
            return new OcpiPage(url, response with { Failure = OcpiFailure.None, Tolerated = [.. response.Tolerated, PastTheEnd] }, [], null);
        }

        if (!response.IsSuccess)
            return new OcpiPage(url, response, [], null);

        var notes = new List<Tolerated>(response.Tolerated);
        if (EnvelopeReader.Elements(response.Data, notes) is not { } objects)
        {
            return new OcpiPage(url, response with { Failure = OcpiFailure.Unreadable, Message = "data is not a list." }, [], null);
        }

        _promised = Math.Max(_promised, response.TotalCount ?? 0);
        if (objects.Count > 0 && !_contents.Add(MarkOf(response.Data.Span)))
        {
            return Repetition(url, response, notes);
        }

        _received += objects.Count;
        if (_promised > 0 && _received > (_promised * 2) + FarMore)
        {
            var runaway = $"The list runs away: X-Total-Count promised {_promised} objects, and {_received} came already.";
            return new OcpiPage(url, response with { Failure = OcpiFailure.Refused, Message = runaway }, [], null);
        }

        Uri? next = null;
        string? refused = null;
        _emptyPages = objects.Count > 0 ? 0 : _emptyPages + 1;
        if (objects.Count > 0 || (response.TotalCount > _received && _emptyPages <= MaxEmptyPages))
            next = response.Next is { } link ? Follow(link, notes, out refused) : WithoutLink(url, response, objects.Count, notes);
        response = response with { Tolerated = notes, Next = next };
        return refused is null
            ? new OcpiPage(url, response, objects, next)
            : new OcpiPage(url, response with { Failure = OcpiFailure.Refused, Message = refused }, objects, null);
    }

    /// <summary>A page that came before: fine where the list is complete, for a server that ignores offset and links on for ever; else there is no getting further.</summary>
    private OcpiPage Repetition(Uri url, OcpiResponse response, List<Tolerated> notes)
    {
        if (response.TotalCount is { } total && _received >= total)
        {
            notes.Add(new Tolerated("page.repeated", "Behind the end of the list the same page comes again."));
            return new OcpiPage(url, response with { Tolerated = notes, Next = null }, [], null);
        }

        return new OcpiPage(url, response with { Failure = OcpiFailure.Refused, Message = "A page came twice under different addresses: the partner does not heed where a page begins." }, [], null);
    }

    private Uri? Follow(Uri link, List<Tolerated> notes, out string? refused)
    {
        var target = Guarded(link, out var moved);
        refused = target is null ? "The Link header points to another host, which must not get the token." : null;
        if (target is not null && moved)
            notes.Add(new Tolerated("link.origin", "The Link header names another scheme, host or port than the endpoint."));
        return target;
    }

    /// <summary>The page's URL if it may get the token: the endpoint's origin, or the endpoint's path under a wrong origin.</summary>
    private Uri? Guarded(Uri link, out bool moved)
    {
        moved = !Origin.Same(endpoint, link);
        if (!moved)
            return link;
        if (!string.Equals(link.AbsolutePath.TrimEnd('/'), endpoint.AbsolutePath.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            return null;

        return new UriBuilder(endpoint) { Query = link.Query }.Uri;
    }

    /// <summary>No Link, but more objects than were received and a full page: the server forgot it.</summary>
    private Uri? WithoutLink(Uri url, OcpiResponse response, int count, List<Tolerated> notes)
    {
        var start = OffsetOf(url);
        var limit = QueryNumber(url, "limit") ?? response.Limit;
        if (response.TotalCount is not { } total || start + count >= total || limit is not { } size || count < Math.Min(size, response.Limit ?? size))
            return null;

        notes.Add(new Tolerated("link.missing", "More objects follow, but there is no Link to them."));
        return At(start + count, (int)Math.Min(size, int.MaxValue));
    }

    private string Written(DateTimeOffset moment) => transport.Peer.WriteTime?.Invoke(moment) ?? OcpiDateTime.Format(moment);

    private Uri First() => At(query.Offset, query.Limit);

    private Uri At(long? offset, int? limit)
    {
        var url = OcpiUrl.WithSlash(endpoint, transport.Peer.TrailingSlash);
        if (query.DateFrom is { } from)
            url = OcpiUrl.WithQuery(url, "date_from", Written(from));
        if (query.DateTo is { } to)
            url = OcpiUrl.WithQuery(url, "date_to", Written(to));
        if (query.TimeslotFrom is { } slotFrom)
            url = OcpiUrl.WithQuery(url, "timeslot_from", OcpiDateTime.Format(slotFrom));
        if (query.TimeslotTo is { } slotTo)
            url = OcpiUrl.WithQuery(url, "timeslot_to", OcpiDateTime.Format(slotTo));
        url = OcpiUrl.WithQuery(url, "offset", offset?.ToString(CultureInfo.InvariantCulture));
        return OcpiUrl.WithQuery(url, "limit", limit?.ToString(CultureInfo.InvariantCulture));
    }

    private static UInt128 Mark(Uri url) => MarkOf(Encoding.UTF8.GetBytes(url.AbsoluteUri));

    private static UInt128 MarkOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Whether a link leads back: nothing differs but an offset that is smaller.</summary>
    private static bool LeadsBack(Uri from, Uri to) =>
        QueryNumber(from, "offset") is { } here && QueryNumber(to, "offset") is { } there && there < here && Rest(from) == Rest(to);

    private static string Rest(Uri url) => string.Join('&', url.Query.TrimStart('?').Split('&').Where(pair => !pair.StartsWith("offset=", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));

    private static long OffsetOf(Uri url) => QueryNumber(url, "offset") ?? 0;

    private static long? QueryNumber(Uri url, string name) =>
        long.TryParse(OcpiQuery.Parse(url.Query)[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static OcpiPage Refusal(Uri url, string message) =>
        new(url, new OcpiResponse { Failure = OcpiFailure.Refused, Message = message }, [], null);

    private static readonly Tolerated PastTheEnd = new("page.past-the-end", "A page past the end is refused instead of empty.");
}
