using System.Text.Json.Nodes;
using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Bookings;

/// <summary>
/// Keeps the bookings of operators (CPO) that this gateway hosts. It takes requests down as PENDING and never confirms by itself: the operator's backend reads
/// them in the events and decides.
/// </summary>
public sealed class BookingDesk(ObjectIntake intake, IObjectStore objects, ConnectionDirectory directory, TimeProvider clock) : IDisposable
{
    private readonly BookingFinder _finder = new(objects);

    /// <summary>Two requests for one booking must not both find nothing.</summary>
    private readonly SemaphoreSlim _gate = new(1, 1);

    public void Dispose() => _gate.Dispose();

    /// <summary>Takes a request down; data is the Booking as it is then.</summary>
    /// <param name="owner">The operator.</param>
    /// <param name="content">The request, read.</param>
    /// <param name="document">The same as it came.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<CallAnswer> TakeAsync(PartyId owner, BookingRequestContent content, JsonObject document, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            var (known, refusal) = await OpenAsync(owner, content, cancellation);
            if (refusal is not null)
            {
                return refusal;
            }

            if (known is null)
            {
                var place = await objects.FindAsync(new ObjectKey(OwnedModule.BookingLocations.Module, owner, content.BookingLocationId), cancellation);
                var bookingLocation = place is { Deleted: false } ? JsonNode.Parse(place.Utf8.Span)!.AsObject() : null;
                return content.IsCancellation ? CallAnswer.Refused(2001, "There is no such booking to cancel.", 404)
                    : bookingLocation is null ? CallAnswer.Refused(2001, "The booking location is not known.", 404)
                    : bookingLocation["booking_terms"] is not JsonObject ? CallAnswer.Refused(2001, "The booking location has no booking_terms, so nothing can be booked there.")
                    : await StoreAsync(owner, BookingDocument.Create(owner, document, bookingLocation, now), cancellation);
            }

            if (BookingDocument.Repeats(known, document))
            {
                return CallAnswer.Success(BookingDocument.Write(known));
            }

            BookingDocument.Append(known, document, now);
            return await StoreAsync(owner, known, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Decides the oldest open request of a booking, for its operator's backend; data is the Booking as it is then.</summary>
    /// <param name="key">The booking.</param>
    /// <param name="decision">ACCEPTED, DECLINED or FAILED.</param>
    /// <param name="evseUid">The EVSE that is assigned; null for none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<CallAnswer> DecideAsync(ObjectKey key, string decision, string? evseUid, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (await objects.FindAsync(key, cancellation) is not { Deleted: false } stored || directory.Current.OwnerOf(key.Owner) is not { Connection: null })
            {
                return CallAnswer.Refused(2001, $"No operator hosted here has a booking {key.Id}.", 404);
            }

            var booking = JsonNode.Parse(stored.Utf8.Span)!.AsObject();
            return BookingDocument.Decide(booking, decision, evseUid, clock.GetUtcNow())
                ? await StoreAsync(key.Owner, booking, cancellation)
                : CallAnswer.Refused(2001, "No request of this booking is open.");
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<(JsonObject? Known, CallAnswer? Refusal)> OpenAsync(PartyId owner, BookingRequestContent content, CancellationToken cancellation)
    {
        if (await _finder.FindAsync(owner, content.Asker, content.RequestId, cancellation) is not { } key || await objects.FindAsync(key, cancellation) is not { } stored)
        {
            return (null, null);
        }

        var booking = JsonNode.Parse(stored.Utf8.Span)!.AsObject();
        var status = (string?)booking["reservation_status"];
        return BookingRules.IsFinal(status)
            ? (null, CallAnswer.Refused(2001, $"The booking is {status}; nothing follows that."))
            : (booking, null);
    }

    private async Task<CallAnswer> StoreAsync(PartyId owner, JsonObject booking, CancellationToken cancellation)
    {
        var utf8 = BookingDocument.Write(booking);
        var target = new ObjectTarget(OwnedModule.Bookings, owner, (string)booking["id"]!);
        var result = await intake.PutAsync(IntakeSource.Operator(directory.Current.Hosted), target, utf8, cancellation);
        return result.Succeeded ? CallAnswer.Success(utf8) : CallAnswer.Refused(2001, result.Message ?? "The booking cannot be kept.");
    }
}
