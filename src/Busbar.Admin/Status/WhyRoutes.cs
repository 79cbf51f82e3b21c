using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Validation;
using Busbar.Core.Agreements;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Core.Routing;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Status;

/// <summary>/api/why: whether a partner may see an object, in words.</summary>
internal static class WhyRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/why", DecideAsync).WithTags("Status").WithName("ExplainVisibility")
        .WithSummary("Whether a connection may see an object, and why. \"object\" is module/country_code/party_id/id.").MayMiss();

    private static async Task<WhyView> DecideAsync(
        Guid? connection, string? @object, ConnectionDirectory directory, AgreementBook agreements, IObjectStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        if (connection is null)
        {
            errors.Add("connection", "required", "is required.");
        }

        var key = ReadKey(errors, @object);
        errors.ThrowIfAny();
        var reader = directory.Current.Find(connection!.Value) ?? throw ProblemException.NotFound($"There is no connection {connection}.");
        var stored = await store.FindAsync(key!.Value, cancellation) ?? throw ProblemException.NotFound("There is no such object.");
        var sight = new Visibility(agreements.Current, clock.GetUtcNow()).Of(reader, stored.Key, stored.Facts, stored.Source);
        return new WhyView
        {
            Visible = sight.Allowed && !stored.Deleted && reader.State == ConnectionState.Connected,
            Reasons = [.. Reasons(sight, stored, reader)],
        };
    }

    private static IEnumerable<string> Reasons(Sight sight, StoredObject stored, Connection reader)
    {
        yield return sight.Reason;
        if (stored.Deleted)
        {
            yield return "The object was removed.";
        }

        if (reader.State != ConnectionState.Connected)
        {
            yield return $"{reader.Name} is {reader.State.ToString().ToLowerInvariant()}, not connected.";
        }
    }

    private static ObjectKey? ReadKey(FieldErrors errors, string? text)
    {
        if (!errors.Require("object", text))
        {
            return null;
        }

        var parts = text!.Split('/', 4);
        if (parts is [var module, { Length: 2 } country, { Length: 3 } code, { Length: > 0 } id] && OwnedModule.TryGet(ModuleId.From(module), out var owned))
        {
            return new ObjectKey(owned.Module, new PartyId(country, code), id);
        }

        errors.Add("object", "address", "must be module/country_code/party_id/id, like \"locations/NL/CPO/L1\".");
        return null;
    }
}
