using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Client.Common;

/// <summary>The outcome of a call. A partner's fault is a value here, never an exception.</summary>
public sealed record OcpiResponse
{
    /// <summary>The rule of the note that the partner redirected to the same URL with a slash at its end.</summary>
    public const string SlashAdded = "url.slash";

    /// <summary>How it failed, if it did.</summary>
    public OcpiFailure Failure { get; init; }

    /// <summary>Whether the partner accepted: HTTP 2xx and 1xxx.</summary>
    public bool IsSuccess => Failure == OcpiFailure.None;

    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The OCPI status; null when the answer had none.</summary>
    public OcpiStatus? Status { get; init; }

    /// <summary>The status_message of the partner, or what went wrong in our words.</summary>
    public string? Message { get; init; }

    /// <summary>The data's own bytes; empty when absent or null.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The kind of <see cref="Data"/>, for an answer that was asked for as it is; null otherwise.</summary>
    public string? ContentType { get; init; }

    /// <summary>The headers of an answer that was asked for as it is; empty otherwise.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The Location header, resolved.</summary>
    public Uri? Location { get; init; }

    /// <summary>The Link header's next page, resolved; already guarded.</summary>
    public Uri? Next { get; init; }

    /// <summary>X-Total-Count.</summary>
    public long? TotalCount { get; init; }

    /// <summary>X-Limit.</summary>
    public long? Limit { get; init; }

    /// <summary>Who answered whom.</summary>
    public RoutingHeaders Routing { get; init; }

    /// <summary>The ids that were sent.</summary>
    public MessageIds Ids { get; init; }

    /// <summary>The exchange as the observer was told of it; null when nothing was sent.</summary>
    public Guid? Exchange { get; init; }

    /// <summary>The methods that exist, on HTTP 405.</summary>
    public string? Allow { get; init; }

    /// <summary>How long the partner asks us to wait, on HTTP 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>No answer came, but the request may have arrived: whether the partner acted on it is not known.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>What was overlooked in the answer.</summary>
    public IReadOnlyList<Tolerated> Tolerated { get; init; } = [];

    /// <summary>The same, with the object itself where the partner answered with a list that holds nothing but the one object that was asked for.</summary>
    public OcpiResponse OnlyItem()
    {
        var notes = new List<Tolerated>(Tolerated);
        var only = EnvelopeReader.Only(Data, notes);
        return notes.Count == Tolerated.Count ? this : this with { Data = only, Tolerated = notes };
    }

    /// <summary>One line for a log or an operator: no data, no secrets.</summary>
    public string Describe() => Failure switch
    {
        OcpiFailure.None => $"HTTP {HttpStatus}, {Status?.ToString() ?? "no status_code"}",
        OcpiFailure.HttpError or OcpiFailure.OcpiError => $"HTTP {HttpStatus}, {Status?.ToString() ?? "no status_code"}: {Message ?? "no message"}",
        _ => $"{Failure}: {Message}",
    };
}
