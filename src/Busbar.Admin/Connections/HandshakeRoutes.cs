using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Connections;

/// <summary>What is done to a connection's registration after it was made.</summary>
internal static class HandshakeRoutes
{
    private const int LongestOverlap = 7 * 24 * 3600;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/{id:guid}/register", RegisterAsync).WithName("RegisterConnection")
            .WithSummary("Tries our registration with the partner again, with a new token from it where one is given.").MayMiss().MayConflict();
        group.MapPost("/{id:guid}/rotate", RotateAsync).WithName("RotateConnection")
            .WithSummary("New tokens on both sides, and our present parties and endpoints for the partner (PUT credentials).").MayMiss().MayConflict();
        group.MapPost("/{id:guid}/version", ChangeVersionAsync).WithName("ChangeVersion")
            .WithSummary("Moves the connection to another OCPI version, with new tokens on both sides (PUT credentials of that version).").MayMiss().MayConflict();
        group.MapPost("/{id:guid}/reset", ResetAsync).WithName("ResetConnection")
            .WithSummary("Lets the partner register anew: a fresh token A, everything else void.").MayMiss();
        group.MapPost("/{id:guid}/unregister", UnregisterAsync).WithName("UnregisterConnection")
            .WithSummary("Ends the registration and tells the partner; the connection stays, without tokens.").MayMiss().MayConflict();
        group.MapDelete("/{id:guid}/parties/{country_code}/{party_id}", ReleaseAsync).WithName("ReleaseParty")
            .WithSummary("Takes a party from the connection that has it, so that another may announce it.").MayMiss();
    }

    private static async Task<HandshakeView> RegisterAsync(
        Guid id, RegisterRequest? request, ConnectionRequests requests, ConnectionDirectory directory, ConnectionService service, GatewayFace face,
        CancellationToken cancellation)
    {
        Check(directory, id);
        var (token, version) = requests.Read(request);
        var report = await service.RegisterAsync(id, token, version, cancellation);
        return View(directory, id, face, null, report);
    }

    /// <param name="id">The connection.</param>
    /// <param name="overlapSeconds">How long the replaced token of ours stays valid; 0 after a suspected compromise.</param>
    /// <param name="directory">The connections.</param>
    /// <param name="service">What changes them.</param>
    /// <param name="face">Our URLs.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private static async Task<HandshakeView> RotateAsync(
        Guid id, [FromQuery(Name = "overlap_seconds")] int? overlapSeconds, ConnectionDirectory directory, ConnectionService service, GatewayFace face,
        CancellationToken cancellation)
    {
        Check(directory, id);
        var errors = new FieldErrors();
        errors.Range("overlap_seconds", overlapSeconds, 0, LongestOverlap);
        errors.ThrowIfAny();
        var report = await service.RotateAsync(id, overlapSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, cancellation);
        return View(directory, id, face, null, report);
    }

    private static async Task<HandshakeView> ChangeVersionAsync(
        Guid id, VersionRequest request, ConnectionRequests requests, ConnectionDirectory directory, ConnectionService service, GatewayFace face,
        CancellationToken cancellation)
    {
        Check(directory, id);
        var report = await service.ChangeVersionAsync(id, requests.Read(request), cancellation);
        return View(directory, id, face, null, report);
    }

    private static async Task<HandshakeView> ResetAsync(
        Guid id, ConnectionDirectory directory, ConnectionService service, GatewayFace face, CancellationToken cancellation)
    {
        Check(directory, id);
        var token = await service.ResetAsync(id, cancellation);
        return View(directory, id, face, token, null);
    }

    private static async Task<HandshakeView> UnregisterAsync(
        Guid id, ConnectionDirectory directory, ConnectionService service, GatewayFace face, CancellationToken cancellation)
    {
        Check(directory, id);
        var report = await service.UnregisterAsync(id, cancellation);
        return View(directory, id, face, null, report);
    }

    private static async Task<NoContent> ReleaseAsync(
        Guid id,
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        ConnectionDirectory directory,
        ConnectionService service,
        CancellationToken cancellation)
    {
        Check(directory, id);
        var errors = new FieldErrors();
        var party = PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        errors.ThrowIfAny();
        await service.ReleaseAsync(id, party!.Value, cancellation);
        return TypedResults.NoContent();
    }

    private static void Check(ConnectionDirectory directory, Guid id) => _ = directory.Current.Find(id) ?? throw ConnectionRoutes.Missing(id);

    private static HandshakeView View(ConnectionDirectory directory, Guid id, GatewayFace face, string? token, HandshakeReport? report) =>
        HandshakeViews.Of(directory.Current.Find(id) ?? throw ConnectionRoutes.Missing(id), face.VersionsUrl, token, report);
}
