using System.Text.Json;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Objects;

/// <summary>The time in which something has to be free: a booking location is listed when one of its time slots begins at or after From and before To.</summary>
internal readonly record struct TimeslotRange(DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>Reads timeslot_from and timeslot_to of a list of booking locations; null when there are none, or when one is wrong.</summary>
    public static TimeslotRange? Read(OcpiRequest request, out string? problem)
    {
        problem = null;
        var (from, to) = request.Collection == Collections.BookingLocations ? (request.Query["timeslot_from"], request.Query["timeslot_to"]) : default;
        if (from is null && to is null)
        {
            return null;
        }

        if (!TryRead(from, out var first) || !TryRead(to, out var last))
        {
            problem = $"{(TryRead(from, out _) ? "timeslot_to" : "timeslot_from")} is not a date and time of the form 2020-01-31T23:59:59Z.";
            return null;
        }

        return new TimeslotRange(first, last);
    }

    /// <summary>Whether a BookingLocation has such a time slot.</summary>
    public bool Fits(ReadOnlySpan<byte> bookingLocation)
    {
        var reader = new Utf8JsonReader(bookingLocation);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("available_timeslots"u8))
            {
                continue;
            }

            reader.Read();
            var depth = reader.CurrentDepth;
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("start_date_time"u8) && reader.Read()
                    && reader.TokenType == JsonTokenType.String && OcpiDateTime.TryParse(reader.ValueSpan, out var start, out _)
                    && (From is null || start >= From) && (To is null || start < To))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool TryRead(string? text, out DateTimeOffset? value)
    {
        value = null;
        if (text is null)
        {
            return true;
        }

        var read = OcpiDateTime.TryParse(text, out var time);
        value = time;
        return read;
    }
}
