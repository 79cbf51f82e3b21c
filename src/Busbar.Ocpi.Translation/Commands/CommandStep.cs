using System.Globalization;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Translation.Tokens;

namespace Busbar.Ocpi.Translation.Commands;

/// <summary>The commands (CORE-2.7): the token in them, the ids, and what 2.1.1 and 2.2 cannot name.</summary>
internal static class CommandStep
{
    public static void From211To22(Place command)
    {
        Identifiers.Shorten(command, "location_id");
        Identifiers.Shorten(command, "evse_uid");
        if (command.Object("token") is { } token)
        {
            var context = command.Context;
            Owners.Write(token, context.TokenOwner ?? context.Owner);
            TokenStep.From211To22(token);
        }
    }

    public static void From22To211(Place command)
    {
        Identifiers.Restore(command, "location_id");
        Identifiers.Restore(command, "evse_uid");
        command.Drop("authorization_reference", "CORE-2.7", "The target version has no references of authorizations.");
        Token(command, TokenStep.From22To211);
    }

    public static void From22To221(Place command) => Token(command, TokenStep.From22To221);

    public static void From221To22(Place command) => Token(command, TokenStep.From221To22);

    public static void From221To230(Place command) => Token(command, TokenStep.From221To230);

    public static void From230To221(Place command) => Token(command, TokenStep.From230To221);

    /// <summary>StartSession: up to 2.2 it cannot name the connector.</summary>
    public static void StartSessionFrom221To22(Place command)
    {
        command.Drop("connector_id", "CORE-2.7", "The target version cannot name the connector at which a session is to start.");
        From221To22(command);
    }

    /// <summary>ReserveNow: a reservation's id is a number in 2.1.1.</summary>
    public static void ReserveNowFrom211To22(Place command)
    {
        if (command.Node.Find("reservation_id") is { Kind: JsonValueKind.Number } number)
        {
            command.Set("reservation_id", Node.Text(Encoding.UTF8.GetString(number.Raw)));
        }

        From211To22(command);
    }

    /// <summary>ReserveNow: a reservation's id is a number in 2.1.1.</summary>
    public static void ReserveNowFrom22To211(Place command)
    {
        if (command.Text("reservation_id") is { } id)
        {
            var known = command.Context.ReservationNumber;
            if (known is null && IsNumber(id, out var same))
            {
                command.Set("reservation_id", Node.Number(same));
            }
            else
            {
                command.Set("reservation_id", Node.Number(known?.Invoke(id) ?? Identifiers.ReservationNumber(id)));
                command.Lost("reservation_id", "CORE-2.7", LossKind.Aliased, "A reservation's id is a number in the target version; one stands for it.");
            }
        }

        From22To211(command);
    }

    private static bool IsNumber(string id, out int number) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && id[0] != '0';

    private static void Token(Place command, Action<Place> step)
    {
        if (command.Object("token") is { } token)
        {
            step(token);
        }
    }
}
