using Busbar.Ocpi.Translation.Common;

namespace Busbar.Core.Objects;

/// <summary>An object as a version shows it.</summary>
/// <param name="Utf8">Its JSON; empty when it is withheld.</param>
/// <param name="Losses">What the version could not carry as it was.</param>
/// <param name="Withheld">Why the version cannot show it at all; null when it can.</param>
public sealed record VersionedObject(ReadOnlyMemory<byte> Utf8, IReadOnlyList<Loss> Losses, string? Withheld)
{
    public bool IsWithheld => Withheld is not null;

    public static VersionedObject Of(TranslationResult result) => new(result.Utf8, result.Losses, result.Withheld);
}
