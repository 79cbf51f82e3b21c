using System.Text.Json.Serialization;

namespace Busbar.Delivery.Pull;

/// <summary>What a pull is ordered with, and what it answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PullOrder))]
[JsonSerializable(typeof(PullBeginning))]
[JsonSerializable(typeof(PullOutcome))]
internal sealed partial class PullDocuments : JsonSerializerContext;
