using System.Text.Json;

namespace Busbar.Admin.Contracts;

/// <summary>What became of a published object.</summary>
public sealed record PublishView
{
    public required bool Created { get; init; }

    /// <summary>False when the same content was stored already.</summary>
    public required bool Changed { get; init; }

    /// <summary>The change's place in the log; 0 when nothing changed.</summary>
    public required long Sequence { get; init; }

    /// <summary>What is not as the standard says, and was tolerated.</summary>
    public required IReadOnlyList<FindingView> Findings { get; init; }
}

/// <summary>One thing that validation has to say.</summary>
public sealed record FindingView
{
    /// <summary>JSON Pointer to the field.</summary>
    public required string Path { get; init; }

    public required string Rule { get; init; }

    /// <summary>info, warning or error.</summary>
    public required string Severity { get; init; }

    public required string Message { get; init; }

    /// <summary>The row of the requirement catalogue.</summary>
    public string? Requirement { get; init; }
}

/// <summary>One page of a module's objects, in canonical (2.3.0) JSON unless the original was asked for.</summary>
public sealed record ObjectPage
{
    public required IReadOnlyList<JsonElement> Items { get; init; }

    /// <summary>How many objects match in all.</summary>
    public required long Total { get; init; }

    /// <summary>Pass as "cursor" to get the next page; absent on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Objects of this page that cannot be shown in the canonical version, and why.</summary>
    public required IReadOnlyList<WithheldView> Withheld { get; init; }
}

/// <summary>An object that could not be translated.</summary>
public sealed record WithheldView
{
    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    public required string Id { get; init; }

    public required string Reason { get; init; }
}

/// <summary>An object without its content.</summary>
public sealed record ObjectRowView
{
    public required string Module { get; init; }

    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    /// <summary>The object's id; a token's uid.</summary>
    public required string Id { get; init; }

    /// <summary>A token's type; null for other objects.</summary>
    public string? TokenType { get; init; }

    /// <summary>The OCPI version it is kept in: its owner's.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset LastUpdated { get; init; }

    public required bool Deleted { get; init; }

    /// <summary>What it is about, in a few words.</summary>
    public string? Summary { get; init; }
}

/// <summary>Rows of one module, oldest first.</summary>
public sealed record ObjectListView
{
    public required IReadOnlyList<ObjectRowView> Items { get; init; }

    public required long Total { get; init; }

    /// <summary>Pass as cursor to get the next page; absent on the last page.</summary>
    public long? Next { get; init; }
}

/// <summary>One object as it is kept, and in canonical JSON.</summary>
public sealed record ObjectView
{
    public required ObjectRowView Row { get; init; }

    /// <summary>Its last change's place in the log.</summary>
    public required long Sequence { get; init; }

    /// <summary>The connection it came from; absent when it was published through the operator API.</summary>
    public Guid? Source { get; init; }

    /// <summary>The one party that may see it ("DE/MSP"), for sessions and CDRs.</summary>
    public string? Audience { get; init; }

    /// <summary>The owner's own JSON.</summary>
    public required string Original { get; init; }

    /// <summary>In OCPI 2.3.0; absent when it cannot be translated.</summary>
    public string? Canonical { get; init; }

    /// <summary>Why there is no canonical form.</summary>
    public string? Withheld { get; init; }
}
