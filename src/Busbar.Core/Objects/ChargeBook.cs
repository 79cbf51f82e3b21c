using System.Text.Json;
using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Objects;

/// <summary>
/// What was agreed before a charge began, for operators whose version cannot repeat it in their Sessions and CDRs: which token was authorised or came with a
/// command, where, and under which reference (X-COR, X-SES-04 to 06).
/// </summary>
public sealed class ChargeBook(ILinkStore links, TimeProvider clock)
{
    /// <summary>The kind of the links from a contract or uid to what was agreed.</summary>
    public const string Kind = "charge";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan After = TimeSpan.FromMinutes(5);

    /// <summary>Notes an authorisation, or a command that starts or reserves something.</summary>
    public async ValueTask NoteAsync(PartyId operatorParty, AgreedCharge charge, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var value = JsonSerializer.Serialize(charge, ChargeJson.Default.AgreedCharge);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { charge.ContractId, charge.Uid };
        await links.AddAsync([.. names.Select(name => new Link(Kind, operatorParty, name, value, now))], cancellation);
        await links.ForgetAsync(Kind, now - Kept, cancellation);
    }

    /// <summary>
    /// What was agreed for a charge with a contract or uid: the newest that names no other place, not long before the charge began and not after.
    /// </summary>
    public async ValueTask<AgreedCharge?> FindAsync(
        PartyId operatorParty, string contractOrUid, string? location, string? evse, DateTimeOffset began, CancellationToken cancellation)
    {
        foreach (var link in await links.FindAsync(Kind, operatorParty, contractOrUid, cancellation))
        {
            if (JsonSerializer.Deserialize(link.Value, ChargeJson.Default.AgreedCharge) is { } charge
                && Fits(charge.LocationId, location) && Fits(charge.EvseUid, evse)
                && began > (charge.Until ?? link.At) - (charge.Until is null ? TimeSpan.Zero : Before) - After
                && link.At - After <= began && began <= (charge.Until ?? link.At) + Before)
            {
                return charge;
            }
        }

        return null;
    }

    private static bool Fits(string? agreed, string? used) => agreed is null || used is null || agreed.Equals(used, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What was agreed before a charge began.</summary>
public sealed record AgreedCharge
{
    public required string CountryCode { get; init; }

    public required string PartyId { get; init; }

    public required string Uid { get; init; }

    public required string Type { get; init; }

    public required string ContractId { get; init; }

    /// <summary>The provider's reference of the authorisation.</summary>
    public string? Reference { get; init; }

    public string? LocationId { get; init; }

    public string? EvseUid { get; init; }

    /// <summary>Whether it came with a command, not as the answer to a question.</summary>
    public bool Commanded { get; init; }

    /// <summary>Until when a reservation holds.</summary>
    public DateTimeOffset? Until { get; init; }

    [JsonIgnore]
    public DriverToken Token => new(new PartyId(CountryCode, PartyId), Uid, Type, ContractId);

    public static AgreedCharge Of(DriverToken token) => new()
    {
        CountryCode = token.Owner.CountryCode, PartyId = token.Owner.Code, Uid = token.Uid, Type = token.Type, ContractId = token.ContractId,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(AgreedCharge))]
[JsonSerializable(typeof(DriverLink))]
internal sealed partial class ChargeJson : JsonSerializerContext;
