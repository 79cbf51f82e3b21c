namespace Busbar.Ocpi.Server.Common;

/// <summary>An answer that is not put into an envelope, because it comes from somebody else as it is.</summary>
/// <param name="ContentType">The Content-Type header; null for none.</param>
/// <param name="Headers">Other headers that belong to the answer: Link, X-Total-Count, X-Limit, Location, Retry-After.</param>
public sealed record RawReply(string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers);
