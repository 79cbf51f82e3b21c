using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Hubs;
using Busbar.Core.Objects;
using Busbar.Core.Parties;
using Busbar.Core.Registration;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Calls;

/// <summary>
/// Finds who has to answer a call: the party that was addressed; else the owner of what the call names (a token, a location, a session);
/// else the only one it could be. Never guesses between two. Then asks the agreements.
/// </summary>
public sealed class CallRouter(ConnectionDirectory directory, GatewayFace face, AgreementBook agreements, IObjectStore objects, TimeProvider clock, LongIdBook? longIds = null)
{
    /// <summary>Who decides about a token.</summary>
    public async ValueTask<CallRoute> ToTokenOwnerAsync(Caller caller, string uid, string? type, CancellationToken cancellation)
    {
        if (Addressed(caller) is { } addressed)
        {
            return await CheckedAsync(caller, addressed, ModuleId.Tokens, cancellation);
        }

        var owners = await OwnersAsync(caller, ModuleId.Tokens, TokenKey.IdOf(uid, type), cancellation);
        if (owners.Count == 0)
        {
            // A token that was never pushed: with a single provider behind this gateway there is only one to ask.
            owners = [.. Parties(Role.Emsp).Where(party => party != caller.Party && Permitted(caller, party, ModuleId.Tokens))];
        }

        return owners.Count == 1
            ? await CheckedAsync(caller, owners[0], ModuleId.Tokens, cancellation)
            : new CallRoute.Nowhere(CallAnswer.Refused(2004, "No provider is known for this token.", 404));
    }

    /// <summary>
    /// The type of the token that is meant: versions before 2.3.0 know fewer types than their askers' cards have, so that a type nobody has here means the one
    /// that there is.
    /// </summary>
    public async ValueTask<string?> TokenTypeAsync(Caller caller, string uid, string? type, CancellationToken cancellation)
    {
        if (caller.Version >= OcpiVersion.V230 || (await OwnersAsync(caller, ModuleId.Tokens, TokenKey.IdOf(uid, type), cancellation)).Count > 0)
        {
            return type;
        }

        var known = new List<string>();
        foreach (var other in TokenKey.OtherTypes.Prepend(TokenKey.DefaultType))
        {
            // A later version that says RFID, APP_USER or AD_HOC_USER means it; OTHER is what it says for types that it does not know.
            if ((caller.Version == OcpiVersion.V211 || type == "OTHER") && (await OwnersAsync(caller, ModuleId.Tokens, TokenKey.IdOf(uid, other), cancellation)).Count > 0)
            {
                known.Add(other);
            }
        }

        return known is [var only] ? only : type;
    }

    /// <summary>Who operates what a command names. Null for a command that names nothing known: the caller decides what that means.</summary>
    public async ValueTask<CallRoute?> ToOperatorAsync(Caller caller, CommandBody command, CancellationToken cancellation)
    {
        if (Addressed(caller) is { } addressed)
        {
            return command.SessionId is { } named && await IsAnothersAsync(caller, addressed, named, cancellation)
                ? null
                : await CheckedAsync(caller, addressed, ModuleId.Commands, cancellation);
        }

        IReadOnlyList<PartyId> owners = command switch
        {
            { LocationId: { } location } => await OwnersAsync(caller, ModuleId.Locations, location, cancellation),
            { SessionId: { } session } => await OwnersAsync(caller, ModuleId.Sessions, session, cancellation),
            { ReservationId: { } reservation } => await ReservedWithAsync(caller, reservation, cancellation),
            _ => [],
        };
        return owners switch
        {
            [] => null,
            [var owner] => await CheckedAsync(caller, owner, ModuleId.Commands, cancellation),
            _ when caller.Version == OcpiVersion.V211 => new CallRoute.Nowhere(CallAnswer.Refused(
                2001, "More than one operator uses this id, and 2.1.1 cannot address one: its operator has to choose one party for this connection (\"front\").")),
            _ => new CallRoute.Nowhere(CallAnswer.Refused(2001, "More than one operator uses this id: address one with the OCPI-to headers.")),
        };
    }

    /// <summary>Who runs a session, to be asked about it in one of the modules that speak of sessions.</summary>
    public async ValueTask<CallRoute?> ToSessionOwnerAsync(Caller caller, string sessionId, ModuleId module, CancellationToken cancellation)
    {
        if (Addressed(caller) is { } addressed)
        {
            return await IsAnothersAsync(caller, addressed, sessionId, cancellation) && !MaySteer(caller, addressed, module)
                ? null
                : await CheckedAsync(caller, addressed, module, cancellation);
        }

        var owners = await OwnersAsync(caller, ModuleId.Sessions, sessionId, cancellation);
        return owners is [var owner] ? await CheckedAsync(caller, owner, module, cancellation) : null;
    }

    /// <summary>Who provides a terminal; for one that does not exist yet (null), the only provider it could be.</summary>
    public async ValueTask<CallRoute> ToTerminalProviderAsync(Caller caller, string? terminalId, CancellationToken cancellation)
    {
        var module = OwnedModule.Terminals.Module;
        if (Addressed(caller) is { } addressed)
        {
            return terminalId is not null && await IsAnothersAsync(caller, new ObjectKey(module, addressed, terminalId), cancellation)
                ? NoTerminal
                : await CheckedAsync(caller, addressed, ModuleId.Payments, cancellation);
        }

        IReadOnlyList<PartyId> owners = terminalId is not null ? await OwnersAsync(caller, module, terminalId, cancellation) : OnlyProvider(caller);
        return owners switch
        {
            [var owner] => await CheckedAsync(caller, owner, ModuleId.Payments, cancellation),
            [] when terminalId is not null => NoTerminal,
            _ => new CallRoute.Nowhere(CallAnswer.Refused(2001, "The provider of the terminal cannot be told: address one with the OCPI-to headers.")),
        };
    }

    /// <summary>Who offers what a request for a booking names: null for nothing known.</summary>
    public async ValueTask<CallRoute?> ToBookingOperatorAsync(Caller caller, string bookingLocationId, string locationId, CancellationToken cancellation)
    {
        if (Addressed(caller) is { } addressed)
        {
            return await CheckedAsync(caller, addressed, ModuleId.Bookings, cancellation);
        }

        var owners = await OwnersAsync(caller, OwnedModule.BookingLocations.Module, bookingLocationId, cancellation);
        if (owners.Count == 0 && caller.Connection is not null)
        {
            // A partner may have read the operator's offer elsewhere. A provider hosted here can only ask for what was published here (BOK-001), whoever has the Location.
            owners = await OwnersAsync(caller, ModuleId.Locations, locationId, cancellation);
        }

        return owners switch
        {
            [] => null,
            [var owner] => await CheckedAsync(caller, owner, ModuleId.Bookings, cancellation),
            _ => new CallRoute.Nowhere(CallAnswer.Refused(2001, "More than one operator uses this booking location's or Location's id: address one with the OCPI-to headers.")),
        };
    }

    private static CallRoute NoTerminal { get; } = new CallRoute.Nowhere(CallAnswer.Refused(2001, "The terminal is not known.", 404));

    /// <summary>The addressed party; null when none is, or when the address is this gateway itself (open routing).</summary>
    private PartyId? Addressed(Caller caller) =>
        caller.Addressed is { } party && (party != face.OwnParty.Party || directory.Current.OwnerOf(party) is not null) ? party : null;

    private async ValueTask<CallRoute> CheckedAsync(Caller caller, PartyId party, ModuleId module, CancellationToken cancellation)
    {
        if (!Permitted(caller, party, module))
        {
            return new CallRoute.Nowhere(CallAnswer.Refused(4001, $"No agreement lets {caller.Party} call {party}."));
        }

        return directory.Current.OwnerOf(party) switch
        {
            null => new CallRoute.Nowhere(CallAnswer.Refused(4001, $"The party {party} is not known here.")),
            { Connection: null } => new CallRoute.ToHosted(party),
            { Connection: { State: ConnectionState.Connected, HubParty: not null } hub }
                when await HubReports.FindAsync(objects, hub.Id, party, cancellation) is { IsConnected: false } reported =>
                new CallRoute.Nowhere(CallAnswer.Refused(4003, $"{hub.Name} says that {party} is {reported.Status}.")),
            { Connection: { State: ConnectionState.Connected } connection } => new CallRoute.ToPartner(party, connection),
            { Connection: var connection } => new CallRoute.Nowhere(CallAnswer.Refused(4003, $"The platform of {party} is not connected ({connection.State}).")),
        };
    }

    /// <summary>
    /// Smart charging providers (SCSP) set profiles on sessions of other parties' drivers: where an agreement names them and the operator, and only there.
    /// </summary>
    private bool MaySteer(Caller caller, PartyId party, ModuleId module) => module == ModuleId.ChargingProfiles && agreements.Current.Any(agreement =>
        agreement.NamesBoth() && agreement.Covers(module, clock.GetUtcNow()) && (agreement.Permits(caller.Party, party) || agreement.Permits(party, caller.Party)));

    /// <summary>Those with whom the caller reserved under the id, as it went through here; where nothing did, the only operator there is.</summary>
    private async ValueTask<IReadOnlyList<PartyId>> ReservedWithAsync(Caller caller, string reservation, CancellationToken cancellation)
    {
        var known = (await ReservationBook.OperatorsAsync(objects, reservation, caller.Party, cancellation)).Where(party => Permitted(caller, party, ModuleId.Commands)).ToList();
        return known.Count > 0 ? known : OnlyOperator(caller);
    }

    /// <summary>Only the operator knows a reservation: with a single one behind this gateway there is only one to ask.</summary>
    private List<PartyId> OnlyOperator(Caller caller)
    {
        var operators = Parties(Role.Cpo).Where(party => party != caller.Party && Permitted(caller, party, ModuleId.Commands)).Take(2).ToList();
        return operators.Count == 1 ? operators : [];
    }

    /// <summary>The providers of terminals in the likeliest role that any party has.</summary>
    private List<PartyId> OnlyProvider(Caller caller)
    {
        foreach (var role in PaymentParties.Roles)
        {
            var providers = Parties(role).Where(party => party != caller.Party && Permitted(caller, party, ModuleId.Payments)).ToList();
            if (providers.Count > 0)
            {
                return providers;
            }
        }

        return [];
    }

    /// <summary>Every party of a role behind this gateway: on partners' platforms and hosted here.</summary>
    private IEnumerable<PartyId> Parties(Role role)
    {
        var snapshot = directory.Current;
        return snapshot.Hosted
            .Concat(snapshot.Connections.Where(connection => connection.State == ConnectionState.Connected).SelectMany(connection => connection.Parties))
            .Where(party => party.Role == role)
            .Select(party => party.Party)
            .Distinct();
    }

    private bool Permitted(Caller caller, PartyId party, ModuleId module) =>
        agreements.Current.PermitCalls(module, caller.Party, party, clock.GetUtcNow());

    private async ValueTask<IReadOnlyList<PartyId>> OwnersAsync(Caller caller, ModuleId module, string id, CancellationToken cancellation)
    {
        var found = (await objects.FindByIdAsync(module, id, cancellation)).Where(stored => !stored.Deleted && stored.Key.Owner != caller.Party).ToList();
        if (found.Count == 0 && module == ModuleId.Locations && longIds is not null)
        {
            // The id may stand for one of 2.1.1 that is too long for the caller's version.
            foreach (var original in await longIds.FindAsync(id, cancellation))
            {
                found.AddRange((await objects.FindByIdAsync(module, original, cancellation)).Where(stored => !stored.Deleted && stored.Key.Owner != caller.Party));
            }
        }

        if (caller.Version == OcpiVersion.V211 && found.Select(stored => stored.Key.Owner).Distinct().Count() > 1 && found.Exists(stored => stored.Key.Id == id))
        {
            // 2.1.1 cannot address an operator, but tells ids apart by their case.
            found.RemoveAll(stored => stored.Key.Id != id);
        }

        return
        [
            .. found
                .Where(stored => !ModuleReaders.ByAudience(module) || IsAmongAudience(caller, stored.Facts))
                .Select(stored => stored.Key.Owner)
                .Where(owner => Permitted(caller, owner, OwnedModule.ChapterOf(module)))
                .Distinct(),
        ];
    }

    /// <summary>
    /// Whether the operator's session is known to belong to another provider's driver. The operator sees one platform, ours, so it cannot keep
    /// providers from each other's sessions: we have to.
    /// </summary>
    private ValueTask<bool> IsAnothersAsync(Caller caller, PartyId party, string sessionId, CancellationToken cancellation) =>
        IsAnothersAsync(caller, new ObjectKey(ModuleId.Sessions, party, sessionId), cancellation);

    private async ValueTask<bool> IsAnothersAsync(Caller caller, ObjectKey key, CancellationToken cancellation) =>
        await objects.FindAsync(key, cancellation) is { Facts.Audience: not null } stored && !IsAmongAudience(caller, stored.Facts);

    private static bool IsAmongAudience(Caller caller, in ObjectFacts facts) =>
        caller.Connection is not { } connection || (facts.Audience is { } audience && (audience == caller.Party || connection.Hosts(audience)));
}
