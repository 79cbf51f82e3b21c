using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Calls;

/// <summary>
/// Charging preferences for a session of a hosted operator: its backend learns of them by the operator's events and posts its word there. The provider waits for
/// it, for the module knows no result that follows.
/// </summary>
public sealed class HostedPreferences(ICallStore calls, TimeProvider clock)
{
    public const string Type = "CHARGING_PREFERENCES";

    /// <summary>How long the backend may take. Providers give up after ten seconds or later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>How often it is looked whether the word is there. The backend may have told it to another process.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>What a backend may say.</summary>
    public static IReadOnlyList<string> Results { get; } = ["ACCEPTED", "DEPARTURE_REQUIRED", "ENERGY_NEED_REQUIRED", "NOT_POSSIBLE", "PROFILE_TYPE_NOT_SUPPORTED"];

    public async Task<CallAnswer> AskAsync(Caller caller, PartyId party, string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var call = new Call
        {
            Id = Guid.NewGuid(),
            Type = Type,
            From = caller.Connection?.Id,
            FromParty = caller.Party,
            ToParty = party,
            SessionId = sessionId,
            Version = caller.Version,
            CorrelationId = caller.CorrelationId,
            Request = Translator.Translate(ObjectType.ChargingPreferences, caller.Version, OcpiVersion.V230, body) is { IsWithheld: false } canonical ? canonical.Utf8 : body,
            State = CallState.AwaitingResult,
            CreatedAt = now,

            // Should this process end meanwhile, the sweep settles the call.
            ResultDueAt = now + (2 * Patience),
        };
        await calls.SaveAsync(call, cancellation);
        while (clock.GetUtcNow() - now < Patience)
        {
            await Task.Delay(Glance, clock, CancellationToken.None);
            if (await calls.FindAsync(call.Id, CancellationToken.None) is { State: CallState.Completed, Result: { } word })
            {
                return Said(word);
            }
        }

        var unanswered = await calls.ChangeAsync(
            call.Id,
            present => present.State == CallState.AwaitingResult
                ? present with { State = CallState.Failed, Request = default, ResultDueAt = null, CompletedAt = clock.GetUtcNow(), Message = "The operator's backend did not answer in time." }
                : null,
            CancellationToken.None);
        return unanswered is null && await calls.FindAsync(call.Id, CancellationToken.None) is { Result: { } late }
            ? Said(late)
            : CallAnswer.Refused(4002, $"{party} did not answer in time.");
    }

    private static CallAnswer Said(string word) => CallAnswer.Success(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(word)}\""));
}
