using System.Globalization;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Calls;

/// <summary>Brings a command into the operator's version, and remembers what an old version of the operator's will not be able to repeat.</summary>
public sealed class CommandPassage(ObjectTranslator translator, ILinkStore links, ChargeBook charges, ConnectorRule connectors)
{
    /// <summary>The kind of the links from a reservation's id to the number that stands for it at an operator of 2.1.1.</summary>
    private const string Reservations = "reservation";

    /// <summary>The command as the operator reads it, or why it cannot be said there.</summary>
    public async Task<VersionedObject> ToOperatorAsync(Caller caller, CallRoute.ToPartner route, ObjectType type, ReadOnlyMemory<byte> body, CommandBody content)
    {
        var version = route.Connection.Version ?? caller.Version;
        var context = new TranslationContext { Owner = caller.Party };
        if (version == OcpiVersion.V211)
        {
            await NoteAsync(caller, route.Party, type, content);
            if (content.ReservationId is { } reservation && caller.Version > OcpiVersion.V211)
            {
                var number = int.Parse(
                    await links.ClaimAsync(Reservations, route.Party, $"{caller.Party} {reservation}", Numbers(reservation), CancellationToken.None), CultureInfo.InvariantCulture);
                context = context with { ReservationNumber = _ => number };
            }
        }

        var translated = await translator.TranslateAsync(type, caller.Version, version, body, context, CancellationToken.None, route.Party);
        return translated.IsWithheld || caller.Version > OcpiVersion.V22 || version < OcpiVersion.V221 || type != ObjectType.StartSession
            ? translated
            : await connectors.CompleteAsync(route.Party, caller.Version, version, content, translated);
    }

    /// <summary>What a hosted operator's backend reads. A command without a form in the canonical version stays as it was sent: better than nothing.</summary>
    public async Task<ReadOnlyMemory<byte>> CanonicalAsync(Caller caller, PartyId operatorParty, ObjectType type, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var context = new TranslationContext { Owner = caller.Party };
        var canonical = await translator.TranslateAsync(type, caller.Version, OcpiVersion.V230, body, context, cancellation, operatorParty);
        return canonical.IsWithheld ? body : canonical.Utf8;
    }

    private async Task NoteAsync(Caller caller, PartyId operatorParty, ObjectType type, CommandBody content)
    {
        if ((type == ObjectType.StartSession || type == ObjectType.ReserveNow)
            && content.Token is { } element && DriverToken.Read(caller.Party, element) is { } token)
        {
            var charge = AgreedCharge.Of(token) with
            {
                Reference = content.Reference, LocationId = content.LocationId, EvseUid = content.EvseUid, Until = content.Until, Commanded = true,
            };
            await charges.NoteAsync(operatorParty, charge, CancellationToken.None);
        }
    }

    /// <summary>The number that the id is, where it is one; else any that is free, beginning where no two ids are likely to meet.</summary>
    private static IEnumerable<string> Numbers(string id)
    {
        if (int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var same) && same > 0)
        {
            yield return same.ToString(CultureInfo.InvariantCulture);
        }

        while (true)
        {
            yield return Random.Shared.Next(1, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        }
    }
}
