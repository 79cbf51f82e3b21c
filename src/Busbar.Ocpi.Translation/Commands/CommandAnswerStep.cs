using System.Globalization;
using Busbar.Ocpi.Translation.Common;

namespace Busbar.Ocpi.Translation.Commands;

/// <summary>The two answers to a command (CORE-2.7): one object with one word in 2.1.1, two objects with more to say from 2.2 on.</summary>
internal static class CommandAnswerStep
{
    public static void ResponseFrom211To22(Place answer)
    {
        if (answer.Is("result", "TIMEOUT"))
        {
            answer.Approximate("result", Node.Text("ACCEPTED"), "CORE-2.7", "A first answer has no TIMEOUT in the target version; the result that follows says it.");
        }

        if (!answer.Has("timeout"))
        {
            var seconds = (int)answer.Context.CommandTimeout.TotalSeconds;
            answer.Default(
                "timeout", Node.Number(seconds), "CORE-2.7",
                $"The target version requires the time until the result, which is not known; {seconds.ToString(CultureInfo.InvariantCulture)} seconds stand for it.");
        }
    }

    public static void ResponseFrom22To211(Place answer)
    {
        answer.Remove("timeout");
        DropMessage(answer);
    }

    public static void ResultFrom211To22(Place result)
    {
        if (result.Is("result", "UNKNOWN_SESSION"))
        {
            result.Approximate("result", Node.Text("FAILED"), "CORE-2.7", "A result has no UNKNOWN_SESSION in the target version; FAILED with a message stands for it.");
            result.Set("message", Node.NewArray(Node.NewObject(("language", Node.Text("en")), ("text", Node.Text("unknown session")))));
        }
    }

    public static void ResultFrom22To211(Place result)
    {
        switch (result.Text("result"))
        {
            case "CANCELED_RESERVATION":
                result.Log.Withhold("The target version cannot say that a reservation was cancelled by the operator.");
                break;
            case ("EVSE_OCCUPIED" or "EVSE_INOPERATIVE" or "FAILED" or "UNKNOWN_RESERVATION") and var reason:
                result.Approximate("result", Node.Text("REJECTED"), "CORE-2.7", $"The target version does not know the result {reason}; it becomes REJECTED.");
                break;
        }

        DropMessage(result);
    }

    private static void DropMessage(Place answer) => answer.Drop("message", "CORE-2.7", "The target version has no messages in answers to commands.");
}
