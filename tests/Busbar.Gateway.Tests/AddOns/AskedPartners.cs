using System.Collections.Concurrent;
using System.Text;
using Busbar.Core.Calls;

namespace Busbar.Gateway.Tests.AddOns;

/// <summary>Partners that are asked something: remembers what, and answers what the test says.</summary>
internal sealed class AskedPartners : IRequestSender
{
    public ConcurrentQueue<(string To, string Request, string Body)> Requests { get; } = [];

    /// <summary>The data of the next answers; a successful answer without data when it is not set.</summary>
    public Func<string, CallReply> Answer { get; set; } = _ => Success("");

    public static CallReply Success(string data) => new(CallOutcome.Answered, 200, 1000, null, Encoding.UTF8.GetBytes(data));

    public static CallReply Refusal(int http, int ocpi, string message) => new(CallOutcome.Answered, http, ocpi, message, default);

    public Task<CallReply> SendAsync(CallLeg leg, ModuleRequest request, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetString(request.Body.Span);
        Requests.Enqueue(($"{leg.ToParty} from {leg.FromParty}", $"{request.Method} {request.Module}/{request.Side}/{string.Join('/', request.Path)}", body));
        return Task.FromResult(Answer(body));
    }
}
