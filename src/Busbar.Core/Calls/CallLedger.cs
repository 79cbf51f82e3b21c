namespace Busbar.Core.Calls;

/// <summary>Writes down how the synchronous answer of a call with a result to follow turned out.</summary>
internal sealed class CallLedger(ICallStore calls, TimeProvider clock)
{
    /// <summary>How long a hosted operator's backend may take for a result.</summary>
    public static TimeSpan HostedTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How much longer than the operator's own timeout we wait before we give up on the result.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>When an answer cannot come any more, because whoever waited for it is gone: this process was ended meanwhile.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(15);

    /// <summary>Stores the call before anything is sent, so that a result finds its way back whatever happens.</summary>
    public async Task<Call> OpenAsync(Call call, CancellationToken cancellation)
    {
        var opened = call with { ResultDueAt = clock.GetUtcNow() + AnswerTimeout };
        await calls.SaveAsync(opened, cancellation);
        return opened;
    }

    /// <summary>From now on a result is awaited, unless it has overtaken the answer: then it stands.</summary>
    public async Task<Call> AwaitResultAsync(Call call, TimeSpan wait, string? message)
    {
        var due = clock.GetUtcNow() + wait + Grace;
        return await calls.ChangeAsync(
            call.Id,
            present => present.State == CallState.Pending
                ? present with { State = CallState.AwaitingResult, Response = "ACCEPTED", Message = message, ResultDueAt = due }
                : present with { Response = "ACCEPTED" },
            CancellationToken.None) ?? call;
    }

    /// <summary>No result is awaited. One that has overtaken the answer all the same stands.</summary>
    public async Task<Call> SettleAsync(Call call, CallState state, string? response, string? message)
    {
        var now = clock.GetUtcNow();
        return await calls.ChangeAsync(
            call.Id,
            present => present.State == CallState.Pending
                ? present with { State = state, Response = response, Message = message, Request = default, ResultDueAt = null, CompletedAt = now }
                : present with { Response = response },
            CancellationToken.None) ?? call;
    }
}
