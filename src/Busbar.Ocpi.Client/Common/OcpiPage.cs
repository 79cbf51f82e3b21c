namespace Busbar.Ocpi.Client.Common;

/// <summary>One page of a crawl. When <see cref="Response"/> failed, it is the last and holds no objects.</summary>
/// <param name="Url">What was asked: a crawl can be resumed here.</param>
/// <param name="Response">The answer.</param>
/// <param name="Objects">The objects' own bytes, in order.</param>
/// <param name="Next">The next page that the crawl goes on with; null on the last.</param>
public sealed record OcpiPage(Uri Url, OcpiResponse Response, IReadOnlyList<ReadOnlyMemory<byte>> Objects, Uri? Next);
