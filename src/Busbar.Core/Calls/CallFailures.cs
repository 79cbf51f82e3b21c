using Busbar.Core.Connections;

namespace Busbar.Core.Calls;

/// <summary>
/// Turns a partner's failure into the answer that its asker gets: what the partner said goes on unchanged; where it cannot, its status stands in brackets.
/// </summary>
internal static class CallFailures
{
    public static CallAnswer Explain(CallReply reply, Connection partner) => reply.Outcome switch
    {
        CallOutcome.TimedOut => CallAnswer.Refused(4002, $"{partner.Name} did not answer in time."),
        CallOutcome.Unreachable => CallAnswer.Refused(4003, $"{partner.Name} cannot be reached."),
        CallOutcome.NotOffered => CallAnswer.Refused(4003, $"{partner.Name} offers no endpoint for this call."),
        _ when reply.HttpStatus is 401 or 403 => CallAnswer.Refused(4003, $"{partner.Name} does not accept our credentials [HTTP {reply.HttpStatus}]."),
        _ when reply.HttpStatus is 502 or 503 or 504 && reply.OcpiStatus is null => CallAnswer.Refused(4003, $"{partner.Name} failed [HTTP {reply.HttpStatus}]."),
        _ when reply.HttpStatus >= 500 && reply.OcpiStatus is null => CallAnswer.Refused(4000, $"{partner.Name} failed [HTTP {reply.HttpStatus}]."),
        _ => Said(reply),
    };

    private static CallAnswer Said(CallReply reply)
    {
        var status = Passable(reply.OcpiStatus);
        var message = status == reply.OcpiStatus ? reply.Message : $"[{reply.OcpiStatus ?? reply.HttpStatus}] {reply.Message ?? "refused"}";
        return new CallAnswer(reply.HttpStatus == 404 ? 404 : 200, status, message, default);
    }

    /// <summary>Codes of the standard go on as they are; a partner's own codes become the general one of their class.</summary>
    private static int Passable(int? status) => status switch
    {
        null => 2000,
        2000 or 2001 or 2002 or 2003 or 2004 or 3000 or 3001 or 3002 or 3003 or 4001 or 4002 or 4003 => status.Value,
        >= 2000 and < 3000 => 2000,
        >= 4000 and < 5000 => 4000,
        _ => 3000,
    };
}
