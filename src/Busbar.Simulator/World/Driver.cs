using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Tokens;

namespace Busbar.Simulator.World;

/// <summary>A driver with a charge card, or an app.</summary>
/// <param name="Name">What the terminal calls the driver; invented.</param>
/// <param name="Token">The card, or the app's token.</param>
public sealed record Driver(string Name, Token Token)
{
    /// <summary>Whether the driver starts from an app rather than by tapping a card.</summary>
    public bool UsesApp => Token.Type == TokenType.AppUser;
}
