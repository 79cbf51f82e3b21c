using System.Runtime.CompilerServices;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Ocpi.Client.Common;

/// <summary>One module of a partner with its objects as records.</summary>
/// <typeparam name="T">The record: one that has the shape of the partner's version.</typeparam>
/// <param name="client">The partner.</param>
/// <param name="module">The module.</param>
/// <param name="collection">The collection within the module; null where it keeps one kind of object.</param>
public sealed class ModuleClient<T>(OcpiClient client, ModuleId module, string? collection = null)
    where T : class
{
    /// <summary>Every object on the partner's sender interface. One unreadable object does not spoil the rest (TRN-027).</summary>
    /// <param name="query">Which part of the list.</param>
    /// <param name="skipped">Is told of objects that are no such record, with the reason.</param>
    /// <param name="options">What these calls do differently.</param>
    /// <param name="cancellation">Gives the crawl up.</param>
    /// <exception cref="OcpiCallException">A page failed.</exception>
    public async IAsyncEnumerable<T> GetAllAsync(
        ListQuery? query = null, Action<ReadOnlyMemory<byte>, string>? skipped = null, CallOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var page in client.GetPagesAsync(module, (query ?? new ListQuery()) with { Collection = collection }, options, cancellation))
        {
            foreach (var utf8 in page.Objects)
            {
                if (OcpiJson.TryDeserialize<T>(utf8.Span, out var value, out var error))
                    yield return value;
                else
                    skipped?.Invoke(utf8, error);
            }

            if (!page.Response.IsSuccess)
                throw new OcpiCallException(page.Response);
        }
    }

    /// <summary>One object on its owner's sender interface.</summary>
    public async Task<OcpiResult<T>> GetAsync(string id, CallOptions? options = null, CancellationToken cancellation = default) =>
        (await client.GetAsync(new ObjectReference(module, id) { Collection = collection }, options, cancellation)).As<T>();

    /// <summary>One object as the partner's receiver interface holds it.</summary>
    public async Task<OcpiResult<T>> GetAsync(ObjectAddress address, CallOptions? options = null, CancellationToken cancellation = default) =>
        (await client.GetAsync(address, options, cancellation)).As<T>();

    /// <summary>Creates or replaces one object at the partner's receiver interface.</summary>
    public Task<OcpiResponse> PutAsync(ObjectAddress address, T value, CallOptions? options = null, CancellationToken cancellation = default) =>
        client.PutAsync(address, OcpiJson.Serialize(value), options, cancellation);
}
