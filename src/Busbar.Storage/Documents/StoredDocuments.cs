using System.Text.Json.Serialization;
using Busbar.Core.Agreements;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Delivery;
using Busbar.Core.Webhooks;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Storage.Documents;

/// <summary>Records that are stored as one JSON document beside the columns that queries need. New members must have defaults: old documents lack them (<see cref="StoredDocument{T}"/>).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(PartyIdConverter), typeof(ModuleSwitchesConverter), typeof(RepairSettingsConverter), typeof(PullIntervalsConverter)])]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(DeliveryReach))]
[JsonSerializable(typeof(PullStanding))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<Finding>))]
[JsonSerializable(typeof(IReadOnlyList<AppliedRepair>))]
internal sealed partial class StoredDocuments : JsonSerializerContext;
