using System.Security.Claims;
using Busbar.Admin.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Console.Access;

/// <summary>The operator's session: a protected cookie that ends after a working day, or when the operator's key changes.</summary>
internal static class ConsoleSession
{
    public const string Scheme = "busbar-console";
    public const string Policy = "busbar-console";
    public const string SignInPath = "/sign-in";

    private const string KeyClaim = "busbar:key";
    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    public static void AddConsoleSession(this IServiceCollection services)
    {
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "busbar-console";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.IsEssential = true;
            cookie.ExpireTimeSpan = Length;
            cookie.SlidingExpiration = false;
            cookie.Events.OnSigningIn = SecureBehindProxy;
            cookie.Events.OnValidatePrincipal = RefuseEarlierKeys;
            cookie.Events.OnRedirectToLogin = AskForKey;
        });
        services.AddAuthorization(authorization => authorization.AddPolicy(
            Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser()));
    }

    public static Task BeginAsync(HttpContext context, OperatorKeys keys)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, "operator"), new Claim(KeyClaim, keys.Fingerprint)], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    private static Task SecureBehindProxy(CookieSigningInContext context)
    {
        // The header can only make the cookie stricter, so it is believed whoever sent it.
        context.CookieOptions.Secure |= context.Request.Headers["X-Forwarded-Proto"] == "https";
        return Task.CompletedTask;
    }

    private static async Task RefuseEarlierKeys(CookieValidatePrincipalContext context)
    {
        var keys = context.HttpContext.RequestServices.GetRequiredService<OperatorKeys>();
        if (context.Principal?.FindFirstValue(KeyClaim) != keys.Fingerprint)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    private static Task AskForKey(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        // Without host: behind a proxy this process does not know its own.
        var target = request.Path == "/" && !request.QueryString.HasValue
            ? ""
            : QueryString.Create("return", request.Path + request.QueryString.Value).Value;
        context.Response.Redirect(request.PathBase + SignInPath + target);
        return Task.CompletedTask;
    }
}
