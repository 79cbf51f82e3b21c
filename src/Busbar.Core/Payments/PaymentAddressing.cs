using System.Text.Json;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Payments;

/// <summary>
/// Finds the CPO that a provider's terminal or confirmation is for, since neither names an owner or a reader: the party it is addressed to; else the one that it
/// names; else the one that ran the session of its authorization_reference; else the only CPO there is.
/// </summary>
public sealed class PaymentAddressing(ConnectionDirectory directory, AgreementBook agreements, GatewayFace face, IObjectStore store, TimeProvider clock)
{
    private const int Step = 500;

    /// <summary>A capture follows its session within days.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(31);

    /// <param name="provider">Whose object it is.</param>
    /// <param name="addressed">The party in the OCPI-to headers; null when there is none.</param>
    /// <param name="utf8">The object.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async ValueTask<PartyId?> FindAsync(PartyId provider, PartyId? addressed, ReadOnlyMemory<byte> utf8, CancellationToken cancellation)
    {
        if (addressed is { } party && party != face.OwnParty.Party)
        {
            return party;
        }

        var (named, reference) = Read(utf8);
        return named ?? (reference is null ? null : await SessionOperatorAsync(provider, reference, cancellation)) ?? OnlyOperator(provider);
    }

    private async ValueTask<PartyId?> SessionOperatorAsync(PartyId provider, string reference, CancellationToken cancellation)
    {

        var search = new MemberSearch("authorization_reference", reference);
        bool more;
        do
        {
            var query = new PageQuery
            {
                Module = ModuleId.Sessions,
                Grants = [new ObjectGrant(Audience: provider, Unpublished: true)],
                DateFrom = clock.GetUtcNow() - Remembered,
                AfterOrdinal = search.LastOrdinal,
                Limit = Step,
            };
            more = await store.ReadPageAsync(query, search, cancellation);
        }
        while (more && search.Found is null);

        return search.Found?.Owner;
    }

    private PartyId? OnlyOperator(PartyId provider)
    {
        var now = clock.GetUtcNow();
        var snapshot = directory.Current;
        var operators = snapshot.Hosted
            .Concat(snapshot.Connections.Where(TakesPayments).SelectMany(connection => connection.Parties))
            .Where(party => party.Role == Role.Cpo && party.Party != provider && agreements.Current.PermitCalls(ModuleId.Payments, provider, party.Party, now))
            .Select(party => party.Party)
            .Distinct()
            .Take(2)
            .ToList();
        return operators.Count == 1 ? operators[0] : null;
    }

    private static bool TakesPayments(Connection connection) =>
        connection is { State: ConnectionState.Connected, Version: >= OcpiVersion.V230 } && connection.Profile.Modules.Uses(ModuleId.Payments, InterfaceRole.Sender);

    /// <summary>The CPO that a terminal names, and the payment that a confirmation speaks of.</summary>
    private static (PartyId? Named, string? Reference) Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            return Text(root, "country_code") is { Length: > 0 } country && Text(root, "party_id") is { Length: > 0 } code
                ? (new PartyId(country, code), null)
                : (null, Text(root, "authorization_reference"));
        }
        catch (JsonException)
        {
            // The intake says what is wrong with it.
            return (null, null);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
