using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Objects of 2.1.1 do not name the party that owns them; the URL or the connection does (X-ID-3).</summary>
internal static class Owners
{
    /// <summary>Writes the owner into an object that does not name it.</summary>
    public static void Write(Place place, PartyId? owner)
    {
        if (!place.IsWhole || (place.Has("country_code") && place.Has("party_id")))
        {
            return;
        }

        if (owner is not { } party)
        {
            place.Log.Withhold("The document does not say which party it belongs to, and nothing else does.");
            return;
        }

        place.Set("country_code", Node.Text(party.CountryCode));
        place.Set("party_id", Node.Text(party.Code));
    }

    /// <summary>The URL and the connection say it in 2.1.1.</summary>
    public static void Remove(Place place)
    {
        place.Remove("country_code");
        place.Remove("party_id");
    }
}
