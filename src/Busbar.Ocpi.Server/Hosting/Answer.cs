using System.Buffers;
using System.Globalization;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;
using Microsoft.AspNetCore.Http;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Puts a reply on the wire: status, headers, envelope.</summary>
internal static class Answer
{
    public static async ValueTask WriteAsync(
        HttpContext http, OcpiReply reply, PageAnswer? page, MessageIds ids, RoutingHeaders routing, ReadOnlySequence<byte> body)
    {
        var response = http.Response;
        response.StatusCode = reply.HttpStatus;
        var headers = response.Headers;
        headers[OcpiHeaders.RequestId] = ids.RequestId;
        headers[OcpiHeaders.CorrelationId] = ids.CorrelationId;
        routing.Write((name, value) => headers[name] = value);
        if (reply.Location is { } location)
            headers.Location = location.AbsoluteUri;
        if (reply.Allow is { } allow)
            headers.Allow = allow;
        if (reply.HttpStatus == 401)
            headers.WWWAuthenticate = "Token";
        if (reply.RetryAfter is { } wait)
            headers.RetryAfter = Math.Max(1L, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (page is not null)
        {
            headers[OcpiHeaders.TotalCount] = page.Total.ToString(CultureInfo.InvariantCulture);
            headers[OcpiHeaders.Limit] = page.Maximum.ToString(CultureInfo.InvariantCulture);
            if (page.Next is { } next)
                headers.Link = LinkHeader.FormatNext(next);
        }

        foreach (var (name, value) in reply.Raw?.Headers ?? [])
            headers[name] = value;
        if (body.IsEmpty)
            return;

        response.ContentType = reply.Raw is { } raw ? raw.ContentType : "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (body.IsSingleSegment)
        {
            await response.BodyWriter.WriteAsync(body.First, http.RequestAborted);
            return;
        }

        // Once it is started, what is written goes straight into the connection's own buffer.
        await response.StartAsync(http.RequestAborted);
        foreach (var piece in body)
            response.BodyWriter.Write(piece.Span);
        await response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
