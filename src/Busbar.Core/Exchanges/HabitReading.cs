using System.Globalization;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Core.Exchanges;

/// <summary>Reads out of an exchange what its partner does otherwise than others.</summary>
internal static class HabitReading
{
    /// <returns>Null when there is nothing to tell, which is the rule.</returns>
    public static PartnerHabits? Of(ObservedExchange exchange, ExchangeDirection direction)
    {
        if (direction == ExchangeDirection.In && exchange.HttpStatus is 401 or 429)
        {
            return null; // refused before more than its token was looked at
        }

        var said = exchange.Tolerated.Count > 0 || (direction == ExchangeDirection.In
            ? exchange.LowerCaseHeaders || (IsRouted(exchange) && exchange.Routing is { From: null, To: null })
            : exchange.Limit is not null || exchange.HttpStatus >= 400);
        if (!said)
        {
            return null;
        }

        var otherDates = exchange.Tolerated.Any(note => note.Rule == "envelope.timestamp-form" || note.Rule.StartsWith("date-time.", StringComparison.Ordinal));
        var habits = direction == ExchangeDirection.In
            ? new PartnerHabits
            {
                NoMessageIds = exchange.Tolerated.Any(note => note.Rule == "message-ids.missing"),
                NoRoutingHeaders = IsRouted(exchange) && exchange.Routing is { From: null, To: null },
                LowerCaseHeaders = exchange.LowerCaseHeaders,
                OtherDates = otherDates,
            }
            : new PartnerHabits
            {
                PageLimit = exchange.Limit is > 0 and <= int.MaxValue && exchange.Limit < Asked(exchange.Url) ? (int)exchange.Limit : null,
                HttpErrors = exchange is { HttpStatus: 400 or 403 or 409 or 422, OcpiStatus: null, Failure: null },
                NoEnvelope = exchange.Tolerated.Any(note => note.Rule == "envelope.missing"),
                OtherDates = otherDates,
            };
        return habits == None ? null : habits;
    }

    private static PartnerHabits None { get; } = new();

    /// <summary>How many objects a page was asked to hold. A partner may repeat that number as its limit, which tells nothing of its own.</summary>
    private static long Asked(string url)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        foreach (var part in query < 0 ? [] : url[(query + 1)..].Split('&'))
        {
            if (part.StartsWith("limit=", StringComparison.Ordinal) && long.TryParse(part.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
            {
                return limit;
            }
        }

        return long.MinValue;
    }

    private static bool IsRouted(ObservedExchange exchange) =>
        exchange.Version > OcpiVersion.V211 && exchange.Module is { } module && module != ModuleId.Credentials && module != ModuleId.HubClientInfo;
}
