using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Commands;

/// <summary>StartSession and ReserveNow between 2.2.1 and 2.3.0: only the token in them differs. The other commands are the same.</summary>
internal static class CommandStep
{
    public static void From221To230(Place command)
    {
        if (command.Object("token") is { } token)
        {
            TokenStep.From221To230(token);
        }
    }

    public static void From230To221(Place command)
    {
        if (command.Object("token") is { } token)
        {
            TokenStep.From230To221(token);
        }
    }
}
