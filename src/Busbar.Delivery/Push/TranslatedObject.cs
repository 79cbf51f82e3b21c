using Busbar.Ocpi.Translation.Common;

namespace Busbar.Delivery.Push;

/// <summary>An object in a partner's version.</summary>
/// <param name="Utf8">Its JSON.</param>
/// <param name="Withheld">Why the version cannot hold it at all; null when it can.</param>
/// <param name="Losses">What it could not carry as it was.</param>
internal readonly record struct TranslatedObject(ReadOnlyMemory<byte> Utf8, string? Withheld, IReadOnlyList<Loss> Losses);
