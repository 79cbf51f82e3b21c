using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Hosting;
using Busbar.Ocpi.Server.Routing;
using Busbar.Ocpi.Wire.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Busbar.Ocpi.Server;

/// <summary>Puts an OCPI server into an ASP.NET Core application.</summary>
public static class OcpiServerExtensions
{
    /// <summary>Serves OCPI below a path: {prefix}/versions, {prefix}/{version}, {prefix}/{version}/sender/{module} and so on.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">A path such as "/ocpi".</param>
    /// <param name="setup">The server.</param>
    /// <exception cref="ArgumentException">A module is offered whose port is missing, or that this server does not know.</exception>
    public static IEndpointConventionBuilder MapOcpi(this IEndpointRouteBuilder endpoints, string prefix, OcpiServerSetup setup)
    {
        Check(setup);
        var segments = OcpiUrl.Split(prefix)?.ToArray() ?? throw new ArgumentException("The prefix is not a path.", nameof(prefix));
        var pattern = RoutePatternFactory.Parse("/" + string.Join('/', [.. segments, "{**path}"]));
        return endpoints.Map(pattern, new OcpiPipeline(setup, segments).HandleAsync).WithDisplayName("OCPI");
    }

    private static void Check(OcpiServerSetup setup)
    {
        foreach (var (module, side) in setup.Options.Modules)
        {
            if (module == ModuleId.Credentials)
                continue;
            if (!RouteTable.Knows(module, side))
                throw new ArgumentException($"This server knows no {side} side of the module {module}.", nameof(setup));

            object? port = module == ModuleId.Commands ? setup.Calls : module == ModuleId.ChargingProfiles ? setup.ChargingProfiles
                : module == ModuleId.HubClientInfo && side == InterfaceRole.Receiver ? setup.ClientInfo : side == InterfaceRole.Sender ? setup.Sender : setup.Receiver;
            var needsCalls = side == InterfaceRole.Sender && (module == ModuleId.Tokens || module == ModuleId.Sessions);
            var needsMore = (module == ModuleId.Payments && setup.Payments is null) || (module == ModuleId.Bookings && side == InterfaceRole.Sender && setup.Bookings is null)
                || (module == ModuleId.InvoiceReconciliation && side == InterfaceRole.Receiver && setup.Invoices is null);
            if (port is null || needsMore || (needsCalls && setup.Calls is null))
                throw new ArgumentException($"The {side} side of the module {module} is offered without a handler.", nameof(setup));
        }
    }
}
