
namespace Busbar.Ocpi.Model.Common;

/// <summary>A text for people, in one language.</summary>
/// <remarks>OCPI chapter "Types / DisplayText class".</remarks>
public sealed record DisplayText : OcpiObject
{
    /// <summary>Language of the text as a two-letter ISO 639-1 code; at most 2 characters.</summary>
    public required string Language { get; init; }

    /// <summary>The text itself, plain and without markup; at most 512 characters.</summary>
    public required string Text { get; init; }
}
