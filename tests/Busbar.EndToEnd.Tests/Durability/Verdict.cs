using Microsoft.AspNetCore.Http;

namespace Busbar.EndToEnd.Tests.Durability;

/// <summary>What a scripted platform does with one request instead of simply doing its work.</summary>
internal abstract record Verdict
{
    /// <summary>Answers without doing anything.</summary>
    public sealed record Answer(int Http, int? Ocpi = null, string Message = "as scripted") : Verdict;

    /// <summary>Does its work and breaks the connection: the sender cannot know whether it counted.</summary>
    public sealed record DieAfterwards : Verdict;

    /// <summary>Takes its time before it does its work.</summary>
    public sealed record Slowly(TimeSpan Wait) : Verdict;

    /// <summary>Does its work when the test lets it.</summary>
    public sealed record Held(Task Until) : Verdict;

    public async Task CarryOutAsync(HttpContext context, RequestDelegate work)
    {
        switch (this)
        {
            case Answer answer:
                context.Response.StatusCode = answer.Http;
                if (answer.Ocpi is { } status)
                {
                    context.Response.ContentType = "application/json";
                    await context.Response.WriteAsync(
                        $$"""{"status_code":{{status}},"status_message":"{{answer.Message}}","timestamp":"2026-05-04T08:00:00Z"}""", context.RequestAborted);
                }

                return;

            case DieAfterwards:
                context.Response.Body = Stream.Null;
                await work(context);
                context.Abort();
                return;

            case Held held:
                await held.Until.WaitAsync(context.RequestAborted);
                await work(context);
                return;

            case Slowly slowly:
                await Task.Delay(slowly.Wait, context.RequestAborted);
                await work(context);
                return;
        }
    }
}
