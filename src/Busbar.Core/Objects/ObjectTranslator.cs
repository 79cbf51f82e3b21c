using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Connections;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Pricing.Common;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Core.Objects;

/// <summary>Translates what is stored, with everything around it that a translation may need: its owner, its driver's provider, the objects that it names.</summary>
/// <param name="objects">The stored objects.</param>
/// <param name="tokens">Finds tokens by contract.</param>
/// <param name="drivers">What is known of the drivers of Sessions and CDRs of 2.1.1.</param>
/// <param name="links">What one message said that another one needs.</param>
/// <param name="clock">The clock.</param>
/// <param name="directory">What was agreed with whom; null for nothing.</param>
public sealed class ObjectTranslator(
    IObjectStore objects, TokenBook tokens, DriverLinks drivers, ILinkStore links, TimeProvider clock, ConnectionDirectory? directory = null)
{
    private readonly CreditedCharges _credited = new(links, clock);
    private readonly TariffVoltages _voltages = new(objects, clock);

    /// <summary>A Location may name tariffs, and a Session a Location that names them: no chain is longer.</summary>
    private const int MostRounds = 4;

    private long _count;

    /// <summary>How many documents were carried to another version so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>A stored object in a version.</summary>
    public ValueTask<VersionedObject> ToAsync(StoredObject stored, ObjectType type, OcpiVersion version, CancellationToken cancellation) =>
        ToAsync(stored.Key, type, stored.Version, version, stored.Utf8, HeldAudience.TryRelease(stored.Facts, out var facts) ? facts.Value.Audience : stored.Facts.Audience, cancellation);

    /// <summary>A stored object in a version, when its parts are at hand.</summary>
    public async ValueTask<VersionedObject> ToAsync(
        ObjectKey key, ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, PartyId? audience, CancellationToken cancellation)
    {
        if (to == OcpiVersion.V211 && from > to && key.Module == ModuleId.Cdrs && await _credited.IsReplacementAsync(key, utf8, cancellation))
        {
            return new VersionedObject(default, [], "The CDR takes the place of one that was credited, which the target version cannot say; the charge would be billed twice.");
        }

        if (to == OcpiVersion.V211 && from > to && key.Module == ModuleId.Tokens && await FirstOfUidAsync(key, cancellation) is { } first)
        {
            return new VersionedObject(default, [], $"The target version knows a token by its uid alone, and there the {first} token of the same uid stands.");
        }

        var context = new TranslationContext
        {
            Owner = key.Owner,
            TokenOwner = key.Module == ModuleId.Tokens ? key.Owner : audience,
            FirstElementCounts = from == OcpiVersion.V211 && to > from && (key.Module == ModuleId.Tariffs || key.Module == ModuleId.Cdrs) && IsTakenLiterally(key.Owner),
        };
        if (from != OcpiVersion.V211 || to == from || (key.Module != ModuleId.Sessions && key.Module != ModuleId.Cdrs)
            || await drivers.FindAsync(key, cancellation) is not { } driver)
        {
            var plain = await TranslateAsync(type, from, to, utf8, context, cancellation);
            return from is OcpiVersion.V22 or OcpiVersion.V221 && to == OcpiVersion.V230 && (key.Module == ModuleId.Sessions || key.Module == ModuleId.Cdrs)
                ? await RestoreTypeAsync(plain, cancellation)
                : plain;
        }

        var related = new RelatedLookups();
        if (TextMember.Read(utf8.Span, "auth_id") is { } auth)
        {
            related.Set(RelatedKind.Token, auth, new RelatedObject(OcpiVersion.V221, Token(driver, audience)));
        }

        var translated = await TranslateAsync(type, from, to, utf8, context, key.Owner, related, cancellation);
        return translated.IsWithheld ? translated : translated with { Utf8 = DriverLinks.Complete(driver, to, translated.Utf8.Span) };
    }

    /// <summary>Any document, with the objects that it names looked up.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="from">The version it is written in.</param>
    /// <param name="to">The version that is wanted.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="context">What it does not say.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="names">Whose Locations it names, where that is not its owner: a command's operator.</param>
    public ValueTask<VersionedObject> TranslateAsync(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, TranslationContext context, CancellationToken cancellation,
        PartyId? names = null) => TranslateAsync(type, from, to, utf8, context, names ?? context.Owner, new RelatedLookups(), cancellation);

    private async ValueTask<VersionedObject> TranslateAsync(
        ObjectType type, OcpiVersion from, OcpiVersion to, ReadOnlyMemory<byte> utf8, TranslationContext context, PartyId? names, RelatedLookups related, CancellationToken cancellation)
    {
        if (from != to)
        {
            Interlocked.Increment(ref _count);
        }

        var complete = context with { Moment = context.Moment ?? clock.GetUtcNow(), Related = related };
        var result = Translator.Translate(type, from, to, utf8, complete);
        for (var round = 0; round < MostRounds && related.Missing.Count > 0; round++)
        {
            await FetchMissingAsync(related, complete, names, cancellation);
            result = Translator.Translate(type, from, to, utf8, complete);
        }

        return VersionedObject.Of(result);
    }

    /// <summary>Fetches what the translation of a stored object missed.</summary>
    internal async ValueTask FetchAsync(RelatedLookups related, TranslationContext context, ObjectKey key, CancellationToken cancellation)
    {
        if (related.Missing.Any(missing => missing.Kind == RelatedKind.Token) && await drivers.FindAsync(key, cancellation) is { } driver)
        {
            foreach (var (kind, id) in related.Missing.ToList())
            {
                if (kind == RelatedKind.Token)
                {
                    related.Set(kind, id, new RelatedObject(OcpiVersion.V221, Token(driver, context.TokenOwner)));
                }
            }
        }

        await FetchMissingAsync(related, context, key.Owner, cancellation);
    }

    private async ValueTask FetchMissingAsync(RelatedLookups related, TranslationContext context, PartyId? names, CancellationToken cancellation)
    {
        foreach (var (kind, id) in related.Missing.ToList())
        {
            await FetchAsync(related, kind, id, context, names, cancellation);
        }
    }

    private async ValueTask FetchAsync(
        RelatedLookups related, RelatedKind kind, string id, TranslationContext context, PartyId? names, CancellationToken cancellation)
    {
        if (kind == RelatedKind.OriginalId)
        {
            related.SetOriginal(id, names is { } owner && await links.FindAsync(LongIdBook.Kind, owner, id, cancellation) is [var link, ..] ? link.Value : null);
            return;
        }

        if (kind == RelatedKind.Voltage)
        {
            related.SetVoltage(id, names is { } operates ? await _voltages.FindAsync(operates, id, cancellation) : null);
            return;
        }

        var found = kind switch
        {
            RelatedKind.Token => (await tokens.FindAsync(context.TokenOwner ?? context.Owner, id, cancellation)) is [var token, ..] ? token : null,
            RelatedKind.Location when names is { } owner => await objects.FindAsync(new ObjectKey(ModuleId.Locations, owner, id), cancellation),
            RelatedKind.Tariff when names is { } owner => await objects.FindAsync(new ObjectKey(ModuleId.Tariffs, owner, id), cancellation),
            _ => null,
        };
        related.Set(kind, id, found is { Deleted: false } ? new RelatedObject(found.Version, found.Utf8) : null);
    }

    /// <summary>Whether it was agreed with the operator that one element prices everything; its CDRs are checked by that too.</summary>
    private bool IsTakenLiterally(PartyId operatorParty) =>
        directory?.Current.OwnerOf(operatorParty)?.Connection?.Profile.CdrReading.Policy.Selection == ElementSelection.PerElement;

    /// <summary>Of several tokens of one uid 2.1.1 is shown one: RFID first, since a card is read without the provider being asked (X-TOK-04).</summary>
    private async ValueTask<string?> FirstOfUidAsync(ObjectKey key, CancellationToken cancellation)
    {
        var (uid, type) = TokenKey.Parse(key.Id);
        foreach (var first in TokenKey.OtherTypes.Prepend(TokenKey.DefaultType).TakeWhile(other => other != type))
        {
            if (await objects.FindAsync(TokenKey.Of(key.Owner, uid, first), cancellation) is { Deleted: false })
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>Before 2.3.0 an EMAID token is of the type OTHER: where the provider has no other token with that uid, it is that one (X-SES-04).</summary>
    private async ValueTask<VersionedObject> RestoreTypeAsync(VersionedObject document, CancellationToken cancellation)
    {
        if (document.IsWithheld || document.Utf8.Span.IndexOf("\"OTHER\""u8) < 0 || JsonNode.Parse(document.Utf8.Span)?["cdr_token"] is not JsonObject token
            || (string?)token["type"] != "OTHER" || (string?)token["uid"] is not { } uid
            || (string?)token["country_code"] is not { } country || (string?)token["party_id"] is not { } code
            || await objects.FindAsync(TokenKey.Of(new PartyId(country, code), uid, "EMAID"), cancellation) is not { Deleted: false }
            || await objects.FindAsync(TokenKey.Of(new PartyId(country, code), uid, "OTHER"), cancellation) is { Deleted: false })
        {
            return document;
        }

        token["type"] = "EMAID";
        var change = new JsonObject { ["cdr_token"] = token.DeepClone() };
        return document with { Utf8 = MergePatch.Apply(new ObjectType(""), OcpiVersion.V230, document.Utf8.Span, Encoding.UTF8.GetBytes(change.ToJsonString())) };
    }

    private static byte[] Token(DriverLink driver, PartyId? owner)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (owner is { } party)
            {
                writer.WriteString("country_code", party.CountryCode);
                writer.WriteString("party_id", party.Code);
            }

            writer.WriteString("uid", driver.Uid);
            writer.WriteString("type", driver.Type);
            writer.WriteString("contract_id", driver.ContractId);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
