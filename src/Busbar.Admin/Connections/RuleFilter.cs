using Busbar.Admin.Problems;
using Busbar.Core.Connections;
using Microsoft.AspNetCore.Http;

namespace Busbar.Admin.Connections;

/// <summary>A broken rule about connections is the caller's to mend: 409.</summary>
internal static class RuleFilter
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ConnectionRuleException exception)
        {
            throw ProblemException.Conflict(exception.Message);
        }
    }
}
