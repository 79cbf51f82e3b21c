using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Core.Reconciliation;

/// <summary>How far a run has got, and what it has counted; at its end, what came of it.</summary>
public sealed record ReconciliationProgress
{
    /// <summary>How many objects there are to look at; null when nobody knows yet.</summary>
    public long? Total { get; init; }

    public long Looked { get; init; }

    public long Same { get; init; }

    /// <summary>Not settled at the partner yet, or changed while the run looked.</summary>
    public long Waiting { get; init; }

    /// <summary>The partner's version has no form for them.</summary>
    public long Withheld { get; init; }

    /// <summary>What cannot be compared: nothing tells where the partner keeps it, or it cannot be read.</summary>
    public long NotCheckable { get; init; }

    /// <summary>Everything found, also what is not listed any more because there is too much of it.</summary>
    public IReadOnlyDictionary<DifferenceKind, long> Found { get; init; } = new Dictionary<DifferenceKind, long>();

    /// <summary>Where to go on.</summary>
    public long After { get; init; }

    /// <summary>What deserves attention.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public ReconciliationProgress With(IEnumerable<Difference> found)
    {
        var counts = new Dictionary<DifferenceKind, long>(Found);
        foreach (var difference in found)
        {
            counts[difference.Kind] = counts.GetValueOrDefault(difference.Kind) + 1;
        }

        return this with { Found = counts };
    }

    public string Write() => JsonSerializer.Serialize(this, ReconciliationDocuments.Default.ReconciliationProgress);

    /// <summary>Reads what was written; what an older document lacks is empty.</summary>
    public static ReconciliationProgress Read(string? json)
    {
        var read = json is null ? null : JsonSerializer.Deserialize(json, ReconciliationDocuments.Default.ReconciliationProgress);
        return read is null ? new() : read with { Found = read.Found ?? new Dictionary<DifferenceKind, long>(), Notes = read.Notes ?? [] };
    }
}

/// <summary>What a comparison was ordered with.</summary>
/// <param name="Module">What is compared.</param>
/// <param name="Direction">Which side's objects.</param>
/// <param name="Rate">Requests per second at most.</param>
public sealed record ComparisonOrder(string Module, ComparisonDirection Direction, int Rate)
{
    public const string Kind = "compare";

    public const int UsualRate = 20;

    public const int HighestRate = 1000;

    public string Write() => JsonSerializer.Serialize(this, ReconciliationDocuments.Default.ComparisonOrder);

    public static ComparisonOrder Read(string json) => JsonSerializer.Deserialize(json, ReconciliationDocuments.Default.ComparisonOrder)!;
}

/// <summary>Whose objects are compared.</summary>
public enum ComparisonDirection
{
    /// <summary>What we sent, with what the partner's receiver shows of it.</summary>
    Sent,

    /// <summary>What we hold of the partner, with what its sender lists.</summary>
    Held,
}

/// <summary>What a look through our own store was ordered with.</summary>
/// <param name="CdrHours">After how long a completed session should have its CDR.</param>
/// <param name="StatusHours">After how long the status of an EVSE is old.</param>
/// <param name="WaitingHours">After how long something should have been acknowledged.</param>
public sealed record CheckOrder(int CdrHours, int StatusHours, int WaitingHours)
{
    public const string Kind = "check";

    public static CheckOrder Usual { get; } = new(24, 168, 24);

    public string Write() => JsonSerializer.Serialize(this, ReconciliationDocuments.Default.CheckOrder);

    public static CheckOrder Read(string json) => JsonSerializer.Deserialize(json, ReconciliationDocuments.Default.CheckOrder)!;
}

/// <summary>Which differences of a run are to be mended.</summary>
/// <param name="Run">The run.</param>
/// <param name="Kinds">Of which kinds.</param>
public sealed record RepairOrder(Guid Run, IReadOnlyList<DifferenceKind> Kinds)
{
    public const string Kind = "repair";

    public string Write() => JsonSerializer.Serialize(this, ReconciliationDocuments.Default.RepairOrder);

    public static RepairOrder Read(string json) => JsonSerializer.Deserialize(json, ReconciliationDocuments.Default.RepairOrder)!;
}

/// <summary>How far a repair has got.</summary>
public sealed record RepairProgress
{
    public long Sent { get; init; }

    public long Accepted { get; init; }

    public long Refused { get; init; }

    public long Unreachable { get; init; }

    /// <summary>What a pull of everything brought, where that was the repair.</summary>
    public long? Pulled { get; init; }

    public string? Note { get; init; }

    public long After { get; init; }

    public string Write() => JsonSerializer.Serialize(this, ReconciliationDocuments.Default.RepairProgress);

    public static RepairProgress Read(string? json) => json is null ? new() : JsonSerializer.Deserialize(json, ReconciliationDocuments.Default.RepairProgress) ?? new();
}

/// <summary>The documents of reconciliation, as jobs and rows hold them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReconciliationProgress))]
[JsonSerializable(typeof(ComparisonOrder))]
[JsonSerializable(typeof(CheckOrder))]
[JsonSerializable(typeof(RepairOrder))]
[JsonSerializable(typeof(RepairProgress))]
[JsonSerializable(typeof(DifferenceDetail))]
public sealed partial class ReconciliationDocuments : JsonSerializerContext;
