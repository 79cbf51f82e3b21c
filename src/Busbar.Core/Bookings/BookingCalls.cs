using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Calls;
using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;
using Microsoft.Extensions.Logging;

namespace Busbar.Core.Bookings;

/// <summary>Requests for bookings on their way from an eMSP to the CPO: routed now, answered now with the Booking; what follows is pushed as an object.</summary>
public sealed class BookingCalls(
    CallRouter router, IRequestSender sender, BookingDesk desk, ObjectIntake intake, IObjectStore objects, ICallStore calls, TimeProvider clock, ILogger<BookingCalls> logger)
{
    private readonly BookingFinder _finder = new(objects);

    /// <summary>
    /// 1. Bring the request into its present form and validate it. 2. Check whose it is, and, for a hosted provider, what the operator offers.
    /// 3. Find the operator. 4. Ask it, or take the request down for a hosted one. 5. Keep the Booking that is answered, and a record of the call.
    /// </summary>
    public async Task<CallAnswer> RequestAsync(Caller caller, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        // 1
        var request = await CompletedAsync(AddOnForms.Raise(ObjectType.BookingRequest, body, out _), cancellation);
        var validation = ObjectValidator.Validate(ObjectType.BookingRequest, OcpiVersion.V230, request.Span);
        if (!validation.IsAcceptable)
        {
            return CallAnswer.Invalid(validation);
        }

        var document = JsonNode.Parse(request.Span)!.AsObject();
        var content = Read(request);

        // 2
        if (content.Asker != caller.Party && caller.Connection?.Hosts(content.Asker) != true)
        {
            return CallAnswer.Refused(2001, $"/party_id: {content.Asker} is not the one who asks.");
        }

        // 3
        var route = await router.ToBookingOperatorAsync(caller with { Party = content.Asker }, content.BookingLocationId, content.LocationId, cancellation);
        if (route is null or CallRoute.Nowhere)
        {
            return (route as CallRoute.Nowhere)?.Answer ?? CallAnswer.Refused(2001, "The booking location is not known.", 404);
        }

        var partner = route as CallRoute.ToPartner;
        var owner = partner?.Party ?? ((CallRoute.ToHosted)route).Party;
        if (caller.Connection is null && await ObjectionAsync(owner, content, cancellation) is { } objection)
        {
            return objection;
        }

        // 4 and 5
        var started = clock.GetUtcNow();
        var answer = partner is null
            ? await desk.TakeAsync(owner, content, document, cancellation)
            : await AskAsync(caller with { Party = content.Asker }, partner, content, request);
        await RecordAsync(caller, content, partner, owner, answer, started);
        return answer with { By = owner };
    }

    private async Task<CallAnswer> AskAsync(Caller caller, CallRoute.ToPartner route, BookingRequestContent content, ReadOnlyMemory<byte> request)
    {
        if (route.Connection.Version is not >= OcpiVersion.V230)
        {
            return CallAnswer.Refused(4003, $"Bookings exist from OCPI 2.3.0 on; {route.Connection.Name} speaks an older version.");
        }

        var leg = new CallLeg(route.Connection, caller.Party, route.Party, caller.CorrelationId) { Module = ModuleId.Bookings };
        var reply = await sender.SendAsync(leg, new ModuleRequest("POST", ModuleId.Bookings, InterfaceRole.Sender, [], request), CancellationToken.None);
        if (!reply.Succeeded)
        {
            return CallFailures.Explain(reply, route.Connection);
        }

        var booking = AddOnForms.Raise(ObjectType.Booking, reply.Data, out _);
        var validation = ObjectValidator.Validate(ObjectType.Booking, OcpiVersion.V230, booking.Span);
        if (!validation.IsAcceptable)
        {
            logger.LogWarning("The answer of {Connection} to a booking request cannot be used: {Findings}", route.Connection.Name, CallFindings.Describe(validation));
            return CallAnswer.Refused(4000, $"The answer of {route.Party} has no usable Booking.");
        }

        var scan = ObjectScan.Read(booking.Span, OwnedModule.Bookings.IdField);
        var target = new ObjectTarget(OwnedModule.Bookings, scan.Party ?? route.Party, scan.Id!) { For = content.Asker };
        var kept = await intake.PutAsync(IntakeSource.Of(route.Connection, OcpiVersion.V230), target, booking, CancellationToken.None);
        if (!kept.Succeeded && kept.Outcome != IntakeOutcome.Older)
        {
            logger.LogWarning("The booking that {Connection} answered with is passed on but was not kept: {Outcome}", route.Connection.Name, kept.Outcome);
        }

        return CallAnswer.Success(booking);
    }

    private async ValueTask<CallAnswer?> ObjectionAsync(PartyId owner, BookingRequestContent content, CancellationToken cancellation)
    {
        if (await objects.FindAsync(new ObjectKey(OwnedModule.BookingLocations.Module, owner, content.BookingLocationId), cancellation) is not { Deleted: false } place)
        {
            // What one was not shown one cannot ask for (BOK-001).
            return CallAnswer.Refused(2001, "/booking_location_id: no such booking location was published by the operator.", 404);
        }

        var isChange = await _finder.FindAsync(owner, content.Asker, content.RequestId, cancellation) is not null;
        using var document = JsonDocument.Parse(place.Utf8);
        return BookingTermsCheck.Objection(content, document.RootElement, isChange, clock.GetUtcNow()) is { } objection ? CallAnswer.Refused(2001, objection) : null;
    }

    /// <summary>Of a member that stands twice nobody can say which one counts; the validator refuses it.</summary>
    private static readonly JsonDocumentOptions OnceEach = new() { AllowDuplicateProperties = false };

    /// <summary>Requests of bookings 1.0 name no BookingLocation: with a single one at the Location it is that.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> CompletedAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        try
        {
            if (JsonNode.Parse(request.Span, documentOptions: OnceEach) is not JsonObject document || document.ContainsKey("booking_location_id")
                || document["location_id"] is not JsonValue location || !location.TryGetValue<string>(out var locationId))
            {
                return request;
            }

            var search = new LocationSearch(locationId);
            while (await objects.ReadPageAsync(
                new PageQuery { Module = OwnedModule.BookingLocations.Module, AfterOrdinal = search.LastOrdinal, Limit = 500 }, search, cancellation))
            {
            }

            if (search.Found.Count != 1)
            {
                return request;
            }

            document["booking_location_id"] = search.Found[0];
            return Encoding.UTF8.GetBytes(document.ToJsonString());
        }
        catch (JsonException)
        {
            // The validator says what is wrong with it.
            return request;
        }
    }

    private static BookingRequestContent Read(ReadOnlyMemory<byte> request)
    {
        using var document = JsonDocument.Parse(request);
        return BookingRequestContent.Read(document.RootElement);
    }

    private async Task RecordAsync(
        Caller caller, BookingRequestContent content, CallRoute.ToPartner? partner, PartyId owner, CallAnswer answer, DateTimeOffset started) =>
        await calls.SaveAsync(
            new Call
            {
                Id = Guid.NewGuid(),
                Type = content.IsCancellation ? "CANCEL_BOOKING" : "REQUEST_BOOKING",
                From = caller.Connection?.Id,
                FromParty = content.Asker,
                To = partner?.Connection.Id,
                ToParty = owner,
                Version = caller.Version,
                CorrelationId = caller.CorrelationId,
                State = answer.OcpiStatus < 2000 ? CallState.Completed : CallState.Failed,
                Response = answer.OcpiStatus < 2000 ? ObjectScan.Read(answer.Data.Span, OwnedModule.Bookings.IdField).Status : null,
                Message = answer.Message,
                CreatedAt = started,
                CompletedAt = clock.GetUtcNow(),
            },
            CancellationToken.None);

    /// <summary>The booking locations of a Location.</summary>
    private sealed class LocationSearch(string locationId) : IObjectSink
    {
        public List<string> Found { get; } = [];

        public long LastOrdinal { get; private set; }

        public void Add(in ObjectHeader header, ReadOnlySpan<byte> utf8)
        {
            LastOrdinal = header.Ordinal;
            var one = new MemberSearch("location_id", locationId);
            one.Add(header, utf8);
            if (one.Found is { } key)
            {
                Found.Add(key.Id);
            }
        }
    }
}
