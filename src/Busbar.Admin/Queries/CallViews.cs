using System.Text.Json;
using Busbar.Admin.Contracts;
using Busbar.Core.Calls;

namespace Busbar.Admin.Queries;

/// <summary>Calls as the operator sees them.</summary>
internal static class CallViews
{
    public static CallView Of(Call call) => new()
    {
        Id = call.Id,
        Type = call.Type,
        From = call.FromParty.ToString(),
        FromConnection = call.From,
        To = call.ToParty.ToString(),
        ToConnection = call.To,
        SessionId = call.SessionId,
        State = Words.Of(call.State),
        Response = call.Response,
        Result = call.Result,
        Profile = call is { Type: ProfileCall.Get, ResultDocument: { } document } ? Member(document, "profile") : null,
        Message = call.Message,
        CreatedAt = call.CreatedAt,
        ResultDueAt = call.ResultDueAt,
        CompletedAt = call.CompletedAt,

        // The body names a driver's token: only the backend of the hosted party that has to act on it gets it, and only while it has to.
        Request = call is { To: null, State: CallState.AwaitingResult } && !call.Request.IsEmpty ? Parse(call.Request) : null,
    };

    private static JsonElement? Member(string document, string name)
    {
        using var parsed = JsonDocument.Parse(document);
        return parsed.RootElement.TryGetProperty(name, out var value) ? value.Clone() : null;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }
}
