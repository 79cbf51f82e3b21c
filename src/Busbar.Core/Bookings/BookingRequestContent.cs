using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Bookings;

/// <summary>What the gateway reads out of a BookingRequest: whom it comes from, what it names, and when. Valid requests only.</summary>
public sealed record BookingRequestContent
{
    public required PartyId Asker { get; init; }

    public required string RequestId { get; init; }

    public required string LocationId { get; init; }

    public required string BookingLocationId { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    /// <summary>Whether it asks for the booking's end.</summary>
    public bool IsCancellation { get; init; }

    /// <summary>Whether it brings tokens.</summary>
    public bool HasTokens { get; init; }

    public static BookingRequestContent Read(JsonElement request) => new()
    {
        Asker = new PartyId(Text(request, "country_code"), Text(request, "party_id")),
        RequestId = Text(request, "request_id"),
        LocationId = Text(request, "location_id"),
        BookingLocationId = Text(request, "booking_location_id"),
        Start = Time(request.GetProperty("period"), "start_date_time"),
        End = Time(request.GetProperty("period"), "end_date_time"),
        IsCancellation = request.TryGetProperty("canceled", out var canceled) && canceled.ValueKind == JsonValueKind.Object,
        HasTokens = request.TryGetProperty("tokens", out var tokens) && tokens.ValueKind == JsonValueKind.Array && tokens.GetArrayLength() > 0,
    };

    // Numbers where texts belong are tolerated by the validator, and read as they stand.
    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : element.GetProperty(name).GetRawText();

    private static DateTimeOffset Time(JsonElement element, string name) => OcpiDateTime.TryParse(Text(element, name), out var time) ? time : default;
}
