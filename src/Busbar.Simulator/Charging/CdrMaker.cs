using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Ocpi.Pricing.Cdrs;

namespace Busbar.Simulator.Charging;

/// <summary>Bills a session: its charge detail record, with the cost of each dimension.</summary>
internal sealed class CdrMaker(PartyId owner, ChargingPlace place, SessionStart start, Tariff? tariff)
{
    public Cdr Make(string sessionId, DateTimeOffset began, PricingResult price, DateTimeOffset ended, DateTimeOffset now) => CdrWriter.Fill(
        new Cdr
        {
            CountryCode = owner.CountryCode,
            PartyId = owner.Code,
            Id = $"CDR-{sessionId}",
            StartDateTime = began,
            EndDateTime = ended,
            SessionId = sessionId,
            CdrToken = TokenOf(start.Token),
            AuthMethod = start.Method,
            AuthorizationReference = start.AuthorizationReference,
            CdrLocation = Location(),
            Currency = tariff?.Currency ?? "EUR",
            Tariffs = tariff is null ? [] : [tariff],
            TotalCost = CdrWriter.PriceOf(price.Totals.TotalCost),
            // The rest of the totals follow from the price below.
            TotalEnergy = 0,
            TotalTime = 0,
            LastUpdated = now,
        },
        price);

    public static CdrToken TokenOf(Token token) => new()
    {
        CountryCode = token.CountryCode,
        PartyId = token.PartyId,
        Uid = token.Uid,
        Type = token.Type,
        ContractId = token.ContractId,
    };

    private CdrLocation Location() => new()
    {
        Id = place.Location.Id,
        Name = place.Location.Name,
        Address = place.Location.Address,
        City = place.Location.City,
        PostalCode = place.Location.PostalCode,
        Country = place.Location.Country,
        Coordinates = place.Location.Coordinates,
        EvseUid = place.Evse.Uid,
        EvseId = place.Evse.EvseId ?? "#NA",
        ConnectorId = place.Connector.Id,
        ConnectorStandard = place.Connector.Standard,
        ConnectorFormat = place.Connector.Format,
        ConnectorPowerType = place.Connector.PowerType,
    };
}
