using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Tokens;

namespace Busbar.Simulator.Emsp;

/// <summary>What a provider's app shows to a driver: what is published, and what is open to the driver's token.</summary>
internal static class AppView
{
    public static bool Shows(Location location, Token token) => location.Publish || location.PublishAllowedTo.Any(allowed => IsOpenTo(allowed, token));

    /// <summary>Whether a token equals everything that an entry says; an entry that says nothing is about nobody.</summary>
    private static bool IsOpenTo(PublishTokenType allowed, Token token)
    {
        (string? Wanted, string? Had)[] properties =
        [
            (allowed.Uid, token.Uid), (allowed.Type?.Value, token.Type.Value), (allowed.VisualNumber, token.VisualNumber), (allowed.Issuer, token.Issuer), (allowed.GroupId, token.GroupId),
        ];
        var said = properties.Where(property => property.Wanted is not null).ToList();
        return said.Count > 0 && said.All(property => string.Equals(property.Wanted, property.Had, StringComparison.OrdinalIgnoreCase));
    }
}
