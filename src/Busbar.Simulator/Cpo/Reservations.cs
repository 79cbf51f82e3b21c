using System.Collections.Concurrent;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Commands;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Simulator.Charging;
using Busbar.Simulator.Reporting;

namespace Busbar.Simulator.Cpo;

/// <summary>Reservations at an operator's charge points: made, made anew, used, cancelled, run out. Each is a session from its beginning.</summary>
internal sealed class Reservations(SimulatedCpo cpo, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(PartyId Sender, string Location, string Id), Reservation> _kept = [];
    private readonly CancellationTokenSource _closing = new();
    private int _number;

    /// <summary>Takes a reservation. One with the same id at the same location, from the same sender, replaces the one there was.</summary>
    public CommandResponseType Reserve(ReserveNow command, PartyId sender)
    {
        var key = (sender, command.LocationId.ToUpperInvariant(), command.ReservationId.ToUpperInvariant());
        var before = _kept.GetValueOrDefault(key);
        var stays = before is not null && (command.EvseUid is null || string.Equals(command.EvseUid, before.Place.Evse.Uid, StringComparison.OrdinalIgnoreCase));
        if ((stays ? before!.Place : cpo.TakeFree(command.LocationId, command.EvseUid)) is not { } place)
        {
            return CommandResponseType.Rejected;
        }

        var reservation = new Reservation(
            sender,
            command.ReservationId,
            before?.Number ?? Interlocked.Increment(ref _number),
            place,
            new SessionStart(command.Token, AuthMethod.Command, command.AuthorizationReference ?? before?.Start.AuthorizationReference),
            before?.SessionId ?? cpo.NextSessionId(),
            before?.Began ?? clock.GetUtcNow(),
            command.ExpiryDate);
        _kept[key] = reservation;
        cpo.Platform.Report(RoamingEventKind.Command, $"RESERVE_NOW for {place.Location.Name}, {place.Location.City}: the charge point keeps {place.Evse.EvseId} as reservation {reservation.Number}");
        cpo.RunInBackground(async () =>
        {
            try
            {
                await TellAsync(reservation, stays ? null : before, command.ResponseUrl);
            }
            finally
            {
                reservation.SetTold();
            }

            await KeepAsync(key, reservation);
        });
        return CommandResponseType.Accepted;

        async Task TellAsync(Reservation made, Reservation? left, string responseUrl)
        {
            await (before?.Told ?? Task.CompletedTask);
            await cpo.ReplyAsync(responseUrl, CommandResultType.Accepted, sender);
            if (left is not null)
            {
                await cpo.SetStatusAsync(left.Place, Status.Available, CancellationToken.None);
            }

            await cpo.SetStatusAsync(made.Place, Status.Reserved, CancellationToken.None);
            await SessionPost.PutAsync(cpo.Platform, SessionOf(made, SessionStatus.Reservation), CancellationToken.None);
        }
    }

    /// <summary>Takes back a reservation of the same sender; the charge point says so when there is none.</summary>
    public CommandResponseType Cancel(CancelReservation command, PartyId sender)
    {
        var kept = _kept.FirstOrDefault(entry => entry.Key.Sender == sender && string.Equals(entry.Value.Id, command.ReservationId, StringComparison.OrdinalIgnoreCase));
        var known = kept.Value is not null && _kept.TryRemove(kept);
        cpo.RunInBackground(async () =>
        {
            await cpo.ReplyAsync(command.ResponseUrl, known ? CommandResultType.Accepted : CommandResultType.UnknownReservation, sender);
            if (known)
            {
                await EndAsync(kept.Value!);
            }
        });
        return CommandResponseType.Accepted;
    }

    /// <summary>The reservation of a token that charges now, there or anywhere; it is used up.</summary>
    public Reservation? Use(Token token, string? locationId, string? evseUid)
    {
        var kept = _kept.FirstOrDefault(entry => string.Equals(entry.Value.Start.Token.Uid, token.Uid, StringComparison.OrdinalIgnoreCase)
            && (locationId is null || string.Equals(entry.Value.Place.Location.Id, locationId, StringComparison.OrdinalIgnoreCase))
            && (evseUid is null || string.Equals(entry.Value.Place.Evse.Uid, evseUid, StringComparison.OrdinalIgnoreCase)));
        return kept.Value is not null && _kept.TryRemove(kept) ? kept.Value : null;
    }

    /// <summary>Nobody came, or the driver may not charge: the session is over, and the EVSE is free.</summary>
    public async Task EndAsync(Reservation reservation)
    {
        await reservation.Told;
        await SessionPost.PutAsync(cpo.Platform, SessionOf(reservation, SessionStatus.Completed), CancellationToken.None);
        await cpo.SetStatusAsync(reservation.Place, Status.Available, CancellationToken.None);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task KeepAsync((PartyId, string, string) key, Reservation reservation)
    {
        var left = reservation.Until - clock.GetUtcNow();
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, _closing.Token);
        if (_kept.TryRemove(new(key, reservation)))
        {
            await EndAsync(reservation);
        }
    }

    private Session SessionOf(Reservation reservation, SessionStatus status) => new()
    {
        CountryCode = cpo.Platform.Options.Party.CountryCode,
        PartyId = cpo.Platform.Options.Party.Code,
        Id = reservation.SessionId,
        StartDateTime = reservation.Began,
        EndDateTime = status == SessionStatus.Completed ? clock.GetUtcNow() : null,
        Kwh = 0,
        CdrToken = CdrMaker.TokenOf(reservation.Start.Token),
        AuthMethod = reservation.Start.Method,
        AuthorizationReference = reservation.Start.AuthorizationReference,
        LocationId = reservation.Place.Location.Id,
        EvseUid = reservation.Place.Evse.Uid,
        ConnectorId = reservation.Place.Connector.Id,
        Currency = "EUR",
        Status = status,
        LastUpdated = clock.GetUtcNow(),
    };
}
