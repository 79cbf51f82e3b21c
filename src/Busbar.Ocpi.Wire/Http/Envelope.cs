using System.Text.Json;

namespace Busbar.Ocpi.Wire.Http;

/// <summary>A response object that was read.</summary>
/// <remarks>OCPI chapter "Transport and format / Response format".</remarks>
public sealed record Envelope
{
    /// <summary>The status_code; null when the answer had none (a bare payload).</summary>
    public OcpiStatus? Status { get; init; }

    /// <summary>The status_message.</summary>
    public string? Message { get; init; }

    /// <summary>When the answer was made; null when missing or unreadable.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The data's own bytes, a slice of what was read; empty when absent or null.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What the data is; <see cref="JsonValueKind.Undefined"/> when absent.</summary>
    public JsonValueKind DataKind { get; init; }

    /// <summary>What was overlooked.</summary>
    public IReadOnlyList<Tolerated> Tolerated { get; init; } = [];
}
