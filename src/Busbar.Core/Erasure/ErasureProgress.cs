using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Core.Erasure;

/// <summary>
/// How far an erasure has got. Whoever goes on needs what the driver was known by, and the key of the pseudonyms: both are gone when the job is closed.
/// </summary>
public sealed record ErasureProgress
{
    /// <summary>Makes one pseudonym of one value, as long as the erasure lasts.</summary>
    public required byte[] Key { get; init; }

    /// <summary>What is to be erased is known and counted, and nothing stands against it: from here on something may have been erased.</summary>
    public bool Found { get; init; }

    public IReadOnlyList<string> Uids { get; init; } = [];

    public IReadOnlyList<string> Contracts { get; init; } = [];

    /// <summary>What is printed on cards.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>References of authorisations.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The place from which to go on.</summary>
    public ErasurePlace Place { get; init; }

    /// <summary>What is to be erased, by kind.</summary>
    public IReadOnlyDictionary<string, long> Erased { get; init; } = new Dictionary<string, long>();

    /// <summary>CDRs whose signed meter data names the driver.</summary>
    public long EvidenceKept { get; init; }

    public static ErasureProgress New() => new() { Key = RandomNumberGenerator.GetBytes(32) };

    /// <summary>The same with what a step counted.</summary>
    internal ErasureProgress With(ErasureStep step)
    {
        var erased = new Dictionary<string, long>(Erased);
        foreach (var (kind, count) in step.Erased)
        {
            erased[kind] = erased.GetValueOrDefault(kind) + count;
        }

        return this with { Erased = erased, EvidenceKept = EvidenceKept + step.EvidenceKept };
    }

    public string Write() => JsonSerializer.Serialize(this, ErasureDocuments.Default.ErasureProgress);

    public static ErasureProgress? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, ErasureDocuments.Default.ErasureProgress);

    /// <summary>What may be shown of a job's progress while it is open: numbers.</summary>
    public static string? Shown(string? json) =>
        Read(json) is { } progress
            ? JsonSerializer.Serialize(new ErasureResult { Erased = progress.Erased, EvidenceKept = progress.EvidenceKept }, ErasureDocuments.Default.ErasureResult)
            : null;
}

/// <summary>What came of an erasure. It names nobody.</summary>
public sealed record ErasureResult
{
    public bool DryRun { get; init; }

    /// <summary>How many of which kind were removed or lost what names the driver; in a dry run, how many would.</summary>
    public IReadOnlyDictionary<string, long> Erased { get; init; } = new Dictionary<string, long>();

    /// <summary>CDRs whose signed meter data names the driver: it is evidence and stays.</summary>
    public long EvidenceKept { get; init; }

    /// <summary>Of a dry run: what stands against it now.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    public string Write() => JsonSerializer.Serialize(this, ErasureDocuments.Default.ErasureResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErasureOrder))]
[JsonSerializable(typeof(ErasureProgress))]
[JsonSerializable(typeof(ErasureResult))]
internal sealed partial class ErasureDocuments : JsonSerializerContext;
