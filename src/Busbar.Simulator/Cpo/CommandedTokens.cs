using System.Collections.Concurrent;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;
using Busbar.Simulator.Charging;

namespace Busbar.Simulator.Cpo;

/// <summary>
/// With which tokens providers started sessions by command. When the charge point asks about one of them, the provider has said yes already: about a card for a quarter of
/// an hour, about a token that only an app or a single charge knows for good.
/// </summary>
internal sealed class CommandedTokens(TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string Evse, string Uid), (SessionStart Start, DateTimeOffset At)> _known = [];

    public void Note(ChargingPlace place, SessionStart start) => _known[Key(place, start.Token)] = (start, clock.GetUtcNow());

    /// <summary>What the provider's command said, where it still counts; null where the provider has to be asked.</summary>
    public SessionStart? Find(ChargingPlace place, Token shown) =>
        _known.TryGetValue(Key(place, shown), out var known) && (IsAppsOwn(shown.Type) || clock.GetUtcNow() - known.At < Memory) ? known.Start : null;

    private static bool IsAppsOwn(TokenType type) => type == TokenType.AppUser || type == TokenType.AdHocUser;

    private static (string Evse, string Uid) Key(ChargingPlace place, Token token) => (place.Evse.Uid.ToUpperInvariant(), token.Uid.ToUpperInvariant());
}
