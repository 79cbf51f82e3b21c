using Busbar.Console.Access;
using Busbar.Console.Connections;
using Busbar.Console.Comparisons;
using Busbar.Console.Document;
using Busbar.Console.Files;
using Busbar.Console.Live;
using Busbar.Console.Quality;
using Busbar.Console.Refusals;
using Busbar.Console.Verdicts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Console;

/// <summary>Adds the operator's web console to a gateway.</summary>
public static class ConsoleRegistration
{
    public static IServiceCollection AddBusbarConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddConsoleSession();
        services.AddSingleton<Board>();
        return services;
    }

    /// <summary>Maps the console at the root. Call it after routing was added, when it is added explicitly.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="publicPath">The path of the address under which browsers reach the gateway ("/busbar"); empty when it has none.</param>
    public static void MapBusbarConsole(this WebApplication gateway, string publicPath = "")
    {
        gateway.UseMiddleware<PageHeaders>(publicPath);
        gateway.UseAuthentication();
        gateway.UseAuthorization();
        gateway.UseAntiforgery();
        gateway.MapRazorComponents<App>().RequireAuthorization(ConsoleSession.Policy).WithMetadata(ConsolePage.Mark);
        SignInRoutes.Map(gateway);
        ReplayRoute.Map(gateway);
        PauseRoutes.Map(gateway);
        DecisionRoutes.Map(gateway);
        QuarantineRoute.Map(gateway);
        OrderRoutes.Map(gateway);
        FileRoutes.Map(gateway);
    }
}
