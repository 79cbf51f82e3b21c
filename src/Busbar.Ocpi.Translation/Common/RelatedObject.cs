using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Another object that a document refers to, as it is stored.</summary>
/// <param name="Version">The version it is written in.</param>
/// <param name="Utf8">The object.</param>
public sealed record RelatedObject(OcpiVersion Version, ReadOnlyMemory<byte> Utf8);
