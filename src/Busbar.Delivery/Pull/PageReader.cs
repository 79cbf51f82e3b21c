using System.Runtime.CompilerServices;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Delivery.Pull;

/// <summary>The pages of a partner's list to the end; one that could not be had is asked for again a few times, and the crawl goes on from there.</summary>
internal sealed class PageReader(PullOptions options, TimeProvider time)
{
    public async IAsyncEnumerable<OcpiPage> ReadAsync(
        OcpiClient client, ModuleId module, ListQuery query, CallOptions call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var attempts = 0;
        while (true)
        {
            OcpiPage? failed = null;
            await foreach (var page in client.GetPagesAsync(module, query, call, cancellation))
            {
                if (!page.Response.IsSuccess && page.Objects.Count == 0 && IsPassing(page.Response) && attempts < options.Retries)
                {
                    failed = page;
                    break;
                }

                attempts = 0;
                yield return page;
            }

            if (failed is null)
            {
                yield break;
            }

            var wait = failed.Response.RetryAfter ?? options.FirstWait * Math.Pow(2, attempts);
            attempts++;
            query = query with { ResumeAt = failed.Url };
            await Task.Delay(wait < options.LongestWait ? wait : options.LongestWait, time, cancellation);
        }
    }

    /// <summary>Right after a handshake a partner may not know yet the token that it was just answered with: 401 passes too.</summary>
    public static bool IsPassing(OcpiResponse response) =>
        response.Failure is OcpiFailure.Timeout or OcpiFailure.Unreachable || response.HttpStatus is 401 or 408 or 429 or >= 500;
}
