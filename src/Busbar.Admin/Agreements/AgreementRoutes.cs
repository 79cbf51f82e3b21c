using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Validation;
using Busbar.Core.Agreements;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Agreements;

/// <summary>/api/agreements: whose data and calls may flow to whom.</summary>
internal static class AgreementRoutes
{
    private static readonly string[] Modules = [.. OwnedModule.All.Select(module => module.Chapter.Value).Distinct(), ModuleId.Commands.Value, ModuleId.ChargingProfiles.Value];

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/agreements").WithTags("Agreements");
        group.MapGet("/", ListAsync).WithName("ListAgreements").WithSummary("Every agreement. A new gateway has one: everyone to everyone.");
        group.MapPost("/", CreateAsync).WithName("CreateAgreement").WithSummary("Lets data of one party (or everyone) flow to another (or everyone).");
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteAgreement").WithSummary("Ends an agreement: what it alone allowed is no longer shown or sent.").MayMiss();
    }

    private static async Task<Page<AgreementView>> ListAsync(IAgreementStore agreements, CancellationToken cancellation) =>
        new() { Items = [.. (await agreements.ListAsync(cancellation)).Select(View)] };

    private static async Task<Created<AgreementView>> CreateAsync(
        AgreementRequest request, IAgreementStore agreements, TimeProvider clock, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var from = PartyRules.ReadOptional(errors, "/from", request.From);
        var to = PartyRules.ReadOptional(errors, "/to", request.To);
        var modules = request.Modules ?? [];
        for (var index = 0; index < modules.Count; index++)
        {
            // A custom module has a prefix; anything else that is not known is a slip of the pen.
            if (!Modules.Contains(modules[index]) && !modules[index].Contains('-'))
            {
                errors.Add($"/modules/{index}", "enum", $"must be one of {string.Join(", ", Modules)}.");
            }
        }

        errors.ThrowIfAny();
        var agreement = new Agreement
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            From = from,
            To = to,
            Modules = [.. modules.Distinct().Select(ModuleId.From)],
            Since = clock.GetUtcNow(),
        };
        await agreements.SaveAsync(agreement, cancellation);
        return TypedResults.Created($"/api/agreements/{agreement.Id}", View(agreement));
    }

    private static async Task<NoContent> DeleteAsync(Guid id, IAgreementStore agreements, CancellationToken cancellation) =>
        await agreements.DeleteAsync(id, cancellation) ? TypedResults.NoContent() : throw ProblemException.NotFound($"There is no agreement {id}.");

    private static AgreementView View(Agreement agreement) => new()
    {
        Id = agreement.Id,
        From = agreement.From?.ToString(),
        To = agreement.To?.ToString(),
        Modules = [.. agreement.Modules.Select(module => module.Value)],
        Since = agreement.Since,
    };
}
