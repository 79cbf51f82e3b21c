using System.Text.Json;
using System.Text.Json.Serialization;

namespace Busbar.Admin.Contracts;

/// <summary>Reads and writes the operator API's contracts without reflection: snake_case, nothing written for what is absent, unknown fields refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(ConnectionPatch))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(VersionRequest))]
[JsonSerializable(typeof(HandshakeView))]
[JsonSerializable(typeof(HandshakeReportView))]
[JsonSerializable(typeof(PullRequestBody))]
[JsonSerializable(typeof(PullView))]
[JsonSerializable(typeof(EventView))]
[JsonSerializable(typeof(ConnectionView))]
[JsonSerializable(typeof(Page<ConnectionView>))]
[JsonSerializable(typeof(HostedPartyRequest))]
[JsonSerializable(typeof(PartyView))]
[JsonSerializable(typeof(Page<PartyView>))]
[JsonSerializable(typeof(AgreementRequest))]
[JsonSerializable(typeof(AgreementView))]
[JsonSerializable(typeof(Page<AgreementView>))]
[JsonSerializable(typeof(ExchangeView))]
[JsonSerializable(typeof(Page<ExchangeView>))]
[JsonSerializable(typeof(RefusalView))]
[JsonSerializable(typeof(Page<RefusalView>))]
[JsonSerializable(typeof(ReplayView))]
[JsonSerializable(typeof(QuarantineView))]
[JsonSerializable(typeof(Page<QuarantineView>))]
[JsonSerializable(typeof(RetryView))]
[JsonSerializable(typeof(RepairedView))]
[JsonSerializable(typeof(Page<RepairedView>))]
[JsonSerializable(typeof(Page<IntakeView>))]
[JsonSerializable(typeof(PublishView))]
[JsonSerializable(typeof(ObjectPage))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(WhyView))]
[JsonSerializable(typeof(ReconciliationView))]
[JsonSerializable(typeof(CallView))]
[JsonSerializable(typeof(Page<CallView>))]
[JsonSerializable(typeof(CallOutcomeView))]
[JsonSerializable(typeof(CallResultRequest))]
[JsonSerializable(typeof(BookingDecisionRequest))]
public sealed partial class AdminJson : JsonSerializerContext;
