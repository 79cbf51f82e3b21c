using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Tests.Translation;

/// <summary>What a gateway would know: the parties, the location of every session, no tokens and tariffs.</summary>
internal sealed class SampleContext : IRelatedObjects
{
    public static TranslationContext Full { get; } = new()
    {
        Owner = new PartyId("NL", "ABC"),
        TokenOwner = new PartyId("DE", "DRV"),
        Role = Role.Cpo,
        RequestedToken = new RequestedToken("TEST0001", TokenType.Rfid),
        Moment = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero),
        Related = new SampleContext(),
    };

    public RelatedObject? Location(string id) => new(OcpiVersion.V221, Encoding.UTF8.GetBytes($$"""
        {"country_code":"NL","party_id":"ABC","id":"{{JsonEncodedText.Encode(id)}}","publish":false,"address":"Kade 1","city":"Delft","country":"NLD",
         "coordinates":{"latitude":"52.011000","longitude":"4.357100"},"evses":[],"time_zone":"Europe/Amsterdam","last_updated":"2025-03-01T10:00:00Z"}
        """));

    public RelatedObject? Tariff(string id) => null;

    public RelatedObject? Token(string contractOrUid) => null;

    public decimal? Voltage(string tariff) => 230;

    public string? OriginalId(string surrogate) => null;
}
