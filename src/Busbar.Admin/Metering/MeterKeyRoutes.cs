using Busbar.Admin.Contracts;
using Busbar.Admin.OpenApi;
using Busbar.Admin.Problems;
using Busbar.Admin.Validation;
using Busbar.Core.Metering;
using Busbar.Ocpi.Metering.Keys;
using Busbar.Ocpi.Model.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Metering;

/// <summary>/api/meter-keys: public keys of meters that the operator vouches for.</summary>
internal static class MeterKeyRoutes
{
    private const string One = "/{country_code}/{party_id}/{meter_id}";
    private const int LongestMeter = 255;
    private const int LongestKey = 4096;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/meter-keys").WithTags("Meter keys");
        group.MapGet("/", ListAsync).WithName("ListMeterKeys").WithSummary("Registered public keys of meters.");
        group.MapPut(One, PutAsync).WithName("PutMeterKey").WithSummary("Registers the public key of a meter: its signatures in CDRs are verified with it, whatever key a CDR brings along.");
        group.MapDelete(One, DeleteAsync).WithName("DeleteMeterKey").WithSummary("Removes a key.").MayMiss();
    }

    private static async Task<Page<MeterKeyView>> ListAsync([FromServices] IMeterKeyStore keys, CancellationToken cancellation) =>
        new() { Items = [.. (await keys.ListAsync(cancellation)).Select(View)] };

    private static async Task<MeterKeyView> PutAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, [FromRoute(Name = "meter_id")] string meterId,
        MeterKeyRequest request, [FromServices] IMeterKeyStore keys, TimeProvider clock, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var owner = Address(errors, countryCode, partyId, meterId);
        errors.Length("public_key", request.PublicKey, LongestKey);
        if (errors.Require("public_key", request.PublicKey) && !MeterKey.TryRead(request.PublicKey!, out _))
        {
            errors.Add("public_key", "key", "must be PEM, or Base64 or hexadecimal of a SubjectPublicKeyInfo or of a point on a curve.");
        }

        errors.ThrowIfAny();
        var key = new RegisteredMeterKey(owner!.Value, meterId, request.PublicKey!.Trim(), clock.GetUtcNow());
        await keys.SaveAsync(key, cancellation);
        return View(key);
    }

    private static async Task<NoContent> DeleteAsync(
        [FromRoute(Name = "country_code")] string countryCode, [FromRoute(Name = "party_id")] string partyId, [FromRoute(Name = "meter_id")] string meterId,
        [FromServices] IMeterKeyStore keys, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var owner = Address(errors, countryCode, partyId, meterId);
        errors.ThrowIfAny();
        return await keys.DeleteAsync(owner!.Value, meterId, cancellation) ? TypedResults.NoContent() : throw ProblemException.NotFound($"No key of meter {meterId} is registered.");
    }

    private static PartyId? Address(FieldErrors errors, string countryCode, string partyId, string meterId)
    {
        errors.Length("meter_id", meterId, LongestMeter);
        return PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
    }

    private static MeterKeyView View(RegisteredMeterKey key) => new()
    {
        CountryCode = key.Owner.CountryCode,
        PartyId = key.Owner.Code,
        MeterId = key.Meter,
        PublicKey = key.PublicKey,
        Fingerprint = MeterKey.TryRead(key.PublicKey, out var read) ? read.Fingerprint : "",
        At = key.At,
    };
}
