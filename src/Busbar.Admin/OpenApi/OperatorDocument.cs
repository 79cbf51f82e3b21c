using Busbar.Admin.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Busbar.Admin.OpenApi;

/// <summary>The OpenAPI document of the operator API: /openapi/v1.json.</summary>
internal static class OperatorDocument
{
    private const string Scheme = "operator_key";

    public static IServiceCollection AddOperatorDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Busbar operator API",
                Version = "v1",
                Description = "Connections, parties, objects and events of a Busbar gateway. Objects are OCPI 2.3.0 JSON. Every error is problem JSON (RFC 9457).",
            };

            // The address that a client sees is the one it asked; what the server listens on is not its business.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The operator's key: printed at the first start, or Busbar:AdminKey.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
    });

    /// <summary>What every endpoint may answer besides success.</summary>
    public static RouteGroupBuilder WithOperatorErrors(this RouteGroupBuilder api) => api
        .WithMetadata(new Microsoft.AspNetCore.Mvc.ProducesResponseTypeAttribute(typeof(Problem), StatusCodes.Status400BadRequest, "application/problem+json"))
        .WithMetadata(new Microsoft.AspNetCore.Mvc.ProducesResponseTypeAttribute(typeof(Problem), StatusCodes.Status401Unauthorized, "application/problem+json"));

    /// <summary>That an endpoint answers 404 with a problem.</summary>
    public static RouteHandlerBuilder MayMiss(this RouteHandlerBuilder route) =>
        route.Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    /// <summary>That an endpoint answers 409 with a problem when a rule stands against it.</summary>
    public static RouteHandlerBuilder MayConflict(this RouteHandlerBuilder route) =>
        route.Produces<Problem>(StatusCodes.Status409Conflict, "application/problem+json");
}
