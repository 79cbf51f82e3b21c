using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Intake;

/// <summary>
/// Finds out whose token a Session or CDR is about where its version does not say it: 2.1.1 names a contract only, 2.2 leaves out the token's owner
/// (X-SES-04 to 06, X-CDR-04, X-CDR-05).
/// </summary>
public sealed class DriverFinder(ConnectionDirectory directory, IObjectStore store, TokenBook tokens, ChargeBook charges, DriverLinks drivers, ILinkStore links)
{
    private const string SessionKind = "session";
    private static readonly TimeSpan SameStart = TimeSpan.FromMinutes(5);

    /// <summary>Finds the driver of a draft, and keeps what the draft's version cannot say.</summary>
    internal async ValueTask FindAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        var charge = ChargedAt.Read(draft.Utf8);
        if (charge.Contract is not { } contract)
        {
            return;
        }

        var key = draft.Target.Key;
        if (await store.FindAsync(key, cancellation) is { Facts.IsErased: true })
        {
            return; // what was erased is not noted anew
        }

        var old = draft.Source.Version == OcpiVersion.V211;
        var agreed = old && charge.Began is { } began && await charges.FindAsync(key.Owner, contract, charge.LocationId, charge.EvseUid, began, cancellation) is { } found
            && Meets(draft.Source, found.Token.Owner) ? found : null;
        var token = agreed?.Token ?? await FindTokenAsync(draft.Source, key.Owner, charge, cancellation);
        draft.Audience = token?.Owner ?? GuessOwner(draft.Source, key.Owner, contract);
        if (old)
        {
            await LinkAsync(draft, charge, contract, token, agreed, cancellation);
        }
    }

    /// <summary>Whose token a Session or CDR is about that does not say it; null where that is not known.</summary>
    internal async ValueTask<PartyId?> OwnerAsync(ObjectDraft draft, CancellationToken cancellation)
    {
        var charge = ChargedAt.Read(draft.Utf8);
        var operatorParty = draft.Target.Key.Owner;
        return charge.Contract is not { } contract ? null
            : (await FindTokenAsync(draft.Source, operatorParty, charge, cancellation))?.Owner ?? GuessOwner(draft.Source, operatorParty, contract);
    }

    private async ValueTask LinkAsync(
        ObjectDraft draft, ChargedAt charge, string contract, DriverToken? token, AgreedCharge? agreed, CancellationToken cancellation)
    {
        var key = draft.Target.Key;
        var session = key.Module == ModuleId.Cdrs ? await FindSessionAsync(key, charge, contract, cancellation) : null;

        // What the Session was found to be about, its CDR is about too.
        var known = session is null ? null : await drivers.FindAsync(new ObjectKey(ModuleId.Sessions, key.Owner, session), cancellation);
        if (session is not null && known is not null
            && await store.FindAsync(new ObjectKey(ModuleId.Sessions, key.Owner, session), cancellation) is { Facts.Audience: { } audience })
        {
            draft.Audience = audience;
        }

        if (key.Module == ModuleId.Sessions && charge.Began is { } began)
        {
            await links.AddAsync([new Link(SessionKind, key.Owner, contract, key.Id, began)], cancellation);
        }

        if (known is null && token is null && session is null)
        {
            return;
        }

        var before = await drivers.FindAsync(key, cancellation);
        var link = new DriverLink
        {
            Uid = known?.Uid ?? token?.Uid ?? contract,
            Type = known?.Type ?? token?.Type ?? "OTHER",
            ContractId = known?.ContractId ?? token?.ContractId ?? contract,
            AuthorizationReference = known?.AuthorizationReference ?? agreed?.Reference ?? before?.AuthorizationReference,
            AuthMethod = known?.AuthMethod ?? (agreed is { Commanded: true } ? "COMMAND" : before?.AuthMethod),
            SessionId = session,
        };
        if (link != before)
        {
            await drivers.SaveAsync(key, link, cancellation);
        }
    }

    /// <summary>The Session of a CDR: of the same id, or the only one of the contract that began at the same time.</summary>
    private async ValueTask<string?> FindSessionAsync(ObjectKey cdr, ChargedAt charge, string contract, CancellationToken cancellation)
    {
        if (await store.FindAsync(new ObjectKey(ModuleId.Sessions, cdr.Owner, cdr.Id), cancellation) is { Deleted: false })
        {
            return cdr.Id;
        }

        var near = (await links.FindAsync(SessionKind, cdr.Owner, contract, cancellation))
            .Where(link => charge.Began is { } began && (link.At - began).Duration() <= SameStart)
            .Select(link => link.Value).Distinct(StringComparer.OrdinalIgnoreCase).Take(2).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    private async ValueTask<DriverToken?> FindTokenAsync(IntakeSource source, PartyId operatorParty, ChargedAt charge, CancellationToken cancellation)
    {
        var candidates = (await tokens.FindAsync(source.OnlyParty, charge.Contract!, cancellation))
            .Where(token => token.Key.Owner != operatorParty && !source.Owns(token.Key.Owner))
            .Select(token => DriverToken.Read(token.Key.Owner, token.Utf8)).OfType<DriverToken>().ToList();
        return candidates.Find(token => charge.Uid is { } uid && token.Uid.Equals(uid, StringComparison.OrdinalIgnoreCase)) ?? candidates.FirstOrDefault();
    }

    /// <summary>The one provider that the operator has to do with, or the one that an account identifier begins with.</summary>
    private PartyId? GuessOwner(IntakeSource source, PartyId operatorParty, string contract)
    {
        if (source.OnlyParty is { } only)
        {
            return only;
        }

        var snapshot = directory.Current;
        var providers = snapshot.Hosted
            .Concat(snapshot.Connections.Where(connection => connection.Id != source.Connection && connection.State == ConnectionState.Connected)
                .SelectMany(connection => connection.Parties))
            .Where(party => party.Role == Role.Emsp && party.Party != operatorParty).Select(party => party.Party).Distinct().ToList();
        var letters = new string([.. contract.Where(char.IsAsciiLetterOrDigit)]);
        var named = letters.Length >= 5 ? new PartyId(letters[..2], letters[2..5]) : (PartyId?)null;
        return named is { } party && providers.Contains(party) ? party : providers.Count == 1 ? providers[0] : null;
    }

    private static bool Meets(IntakeSource source, PartyId provider) => (source.OnlyParty is null || source.OnlyParty == provider) && !source.Owns(provider);
}
