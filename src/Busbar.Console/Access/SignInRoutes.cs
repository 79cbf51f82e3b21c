using Busbar.Admin.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Busbar.Console.Access;

/// <summary>/sign-in and /sign-out.</summary>
internal sealed class SignInRoutes
{
    public static void Map(IEndpointRouteBuilder gateway)
    {
        var group = gateway.MapGroup("").WithMetadata(ConsolePage.Mark).ExcludeFromDescription();
        group.MapGet(ConsoleSession.SignInPath, OpenAsync);
        group.MapPost(ConsoleSession.SignInPath, SubmitAsync);
        group.MapPost("/sign-out", LeaveAsync).RequireAuthorization(ConsoleSession.Policy);
    }

    /// <summary>The form; or, with the key in the link (as the demonstration prints it), straight in.</summary>
    private static Task<IResult> OpenAsync(HttpContext context, OperatorKeys keys, KeyAttempts attempts, ILogger<SignInRoutes> logger)
    {
        var query = context.Request.Query;
        return query.TryGetValue("key", out var key)
            ? TryAsync(context, key.ToString(), query["return"], keys, attempts, logger)
            : Task.FromResult<IResult>(Form(query["return"], null, StatusCodes.Status200OK));
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context, IAntiforgery antiforgery, OperatorKeys keys, KeyAttempts attempts, ILogger<SignInRoutes> logger)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
        {
            return Form(context.Request.Query["return"], "The form was too old. Please try again.", StatusCodes.Status400BadRequest);
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await TryAsync(context, form["key"].ToString(), form["return"], keys, attempts, logger);
    }

    private static async Task<IResult> TryAsync(
        HttpContext context, string key, string? target, OperatorKeys keys, KeyAttempts attempts, ILogger logger)
    {
        var address = context.Connection.RemoteIpAddress;
        if (attempts.WaitFor(address) is not null)
        {
            return Form(target, "Too many wrong keys came from this address. Please wait a minute.", StatusCodes.Status429TooManyRequests);
        }

        if (!keys.Accepts(key.Trim()))
        {
            attempts.Failed(address);
            logger.LogWarning("Somebody at {Address} tried to open the console with a wrong key", address);
            return Form(target, "This is not the operator's key.", StatusCodes.Status401Unauthorized);
        }

        await ConsoleSession.BeginAsync(context, keys);
        return TypedResults.LocalRedirect(context.Request.PathBase + Local(target));
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        await context.SignOutAsync(ConsoleSession.Scheme);
        return TypedResults.LocalRedirect(context.Request.PathBase + ConsoleSession.SignInPath);
    }

    private static RazorComponentResult<SignInForm> Form(string? target, string? problem, int status) =>
        new(new Dictionary<string, object?> { [nameof(SignInForm.Return)] = Local(target), [nameof(SignInForm.Problem)] = problem })
        {
            StatusCode = status,
        };

    /// <summary>A path of this console, never one that a browser would take elsewhere.</summary>
    private static string Local(string? target) =>
        target is ['/', .. var rest] && rest is not ['/' or '\\', ..] && !target.Any(char.IsControl) ? target : "/";
}
