using System.Text.Json.Serialization;

namespace Busbar.Delivery.Replays;

/// <summary>What a replay is ordered with, and what it answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReplayOrder))]
[JsonSerializable(typeof(ReplayProgress))]
internal sealed partial class ReplayDocuments : JsonSerializerContext;
