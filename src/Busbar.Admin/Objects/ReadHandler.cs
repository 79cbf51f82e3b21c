using System.Globalization;
using Busbar.Admin.Problems;
using Busbar.Admin.Validation;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Admin.Objects;

/// <summary>GET of one module's objects, whoever owns them.</summary>
internal sealed class ReadHandler(OwnedModule module)
{
    private const string Original = "original";

    public async Task FindAsync(
        [FromRoute(Name = "country_code")] string countryCode,
        [FromRoute(Name = "party_id")] string partyId,
        string id,
        string? type,
        string? version,
        HttpResponse response,
        IObjectStore store,
        ObjectTranslator translator,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var original = ReadForm(errors, version);
        errors.ThrowIfAny();
        var target = ObjectRoutes.ReadTarget(module, countryCode, partyId, id, type);
        var stored = await store.FindAsync(target.Key, cancellation);
        if (stored is null or { Deleted: true })
        {
            throw ProblemException.NotFound($"There is no such {module.Type} of {target.Owner}.");
        }

        var utf8 = original ? stored.Utf8 : await CanonicalAsync(stored, translator, cancellation);
        response.ContentType = "application/json";
        response.Headers["Busbar-Version"] = stored.Version.Number();
        response.Headers["Busbar-Sequence"] = stored.Sequence.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(utf8, cancellation);
    }

    /// <param name="countryCode">Only objects of this party; needs party_id.</param>
    /// <param name="partyId">Only objects of this party; needs country_code.</param>
    /// <param name="connection">Only objects of this connection's parties.</param>
    /// <param name="updatedSince">Only objects with last_updated at or after this instant.</param>
    /// <param name="version">"original" for the owners' own bytes.</param>
    /// <param name="limit">1 to 1000 objects, 100 when left out.</param>
    /// <param name="cursor">"next" of the page before.</param>
    /// <param name="response">The answer.</param>
    /// <param name="store">The objects.</param>
    /// <param name="directory">The connections.</param>
    /// <param name="translator">Gives the objects their canonical form.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task ListAsync(
        [FromQuery(Name = "country_code")] string? countryCode,
        [FromQuery(Name = "party_id")] string? partyId,
        Guid? connection,
        [FromQuery(Name = "updated_since")] DateTimeOffset? updatedSince,
        string? version,
        int? limit,
        string? cursor,
        HttpResponse response,
        IObjectStore store,
        ConnectionDirectory directory,
        ObjectTranslator translator,
        CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var original = ReadForm(errors, version);
        var query = new PageQuery
        {
            Module = module.Module,
            Owners = ReadOwners(errors, countryCode, partyId, connection, directory.Current),
            DateFrom = updatedSince?.ToUniversalTime(),
            AfterOrdinal = ReadCursor(errors, cursor),
            Limit = PageSize.Read(errors, limit),
        };
        errors.ThrowIfAny();
        var items = new CanonicalItems(module, original);
        var more = await store.ReadPageAsync(query, items, cancellation);
        await items.TranslateAsync(store, translator, cancellation);
        var total = await store.CountAsync(query, cancellation);
        response.ContentType = "application/json";
        items.Write(response.BodyWriter, total, more);
        await response.BodyWriter.FlushAsync(cancellation);
    }

    private async Task<ReadOnlyMemory<byte>> CanonicalAsync(StoredObject stored, ObjectTranslator translator, CancellationToken cancellation)
    {
        var translation = await translator.ToAsync(stored, module.Type, OcpiVersion.V230, cancellation);
        return translation.Withheld is { } reason
            ? throw ProblemException.Conflict($"It is kept in OCPI {stored.Version.Number()} and has no 2.3.0 form: {reason} Ask for version=original.")
            : translation.Utf8;
    }

    private static bool ReadForm(FieldErrors errors, string? version)
    {
        if (version is not (null or Original or "2.3.0"))
        {
            errors.Add("version", "enum", "must be \"2.3.0\" or \"original\".");
        }

        return version == Original;
    }

    private static long ReadCursor(FieldErrors errors, string? cursor)
    {
        if (cursor is null)
        {
            return 0;
        }

        if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
        {
            errors.Add("cursor", "cursor", "must be the \"next\" of an earlier page.");
        }

        return ordinal;
    }

    private static List<PartyId>? ReadOwners(
        FieldErrors errors, string? countryCode, string? partyId, Guid? connection, ConnectionSnapshot snapshot)
    {
        List<PartyId>? owners = null;
        if (connection is { } id)
        {
            if (snapshot.Find(id) is { } found)
            {
                owners = [.. found.Parties.Select(party => party.Party).Distinct()];
            }
            else
            {
                errors.Add("connection", "unknown", "names no connection of this gateway.");
            }
        }

        if (countryCode is null && partyId is null)
        {
            return owners;
        }

        var party = PartyRules.ReadId(errors, "country_code", countryCode, "party_id", partyId);
        return party is not { } owner ? owners : owners is null || owners.Contains(owner) ? [owner] : [];
    }
}
