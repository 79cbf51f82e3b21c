using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>The address of an object that came without a URL of its own (pulled, or a posted CDR): what it says of itself.</summary>
internal sealed record ContentTarget(ObjectTarget? Target, Finding? Fault)
{
    /// <summary>Reads the owner and the id out of an object.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static ContentTarget Read(OwnedModule module, BroughtDocument document, IntakeSource source)
    {
        var scan = document.Scan(module.IdField);
        if (string.IsNullOrEmpty(scan.Id))
        {
            return new(null, new Finding($"/{module.IdField}", "required", Severity.Error, $"{module.IdField} is missing or no text."));
        }

        if ((module.NamesOwner ? OwnerOf(scan, source) : source.Speaker) is not { } owner)
        {
            return new(null, new Finding("/party_id", "required", Severity.Error, "country_code or party_id is missing: the owner cannot be told."));
        }

        return new(new ObjectTarget(module, owner, scan.Id, TokenType: module == OwnedModule.Tokens ? scan.TokenType : null) { For = source.For, Expects = source.Expects }, null);
    }

    /// <summary>Objects of 2.1.1 carry no owner: it is the connection's party, when there is only one.</summary>
    private static PartyId? OwnerOf(ObjectScan scan, IntakeSource source)
    {
        if (scan is { CountryCode: { } country, PartyCode: { } code })
        {
            return new PartyId(country, code);
        }

        var parties = source.Parties.Select(p => p.Party).Distinct().Take(2).ToList();
        return source.Version == OcpiVersion.V211 && parties.Count == 1 ? parties[0] : null;
    }

    /// <summary>Takes the only object out of a list of one; any other list is returned as it is, with what is wrong with it.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> utf8, out Finding? noted)
    {
        noted = null;
        var reader = new Utf8JsonReader(utf8.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return utf8;
        }

        var (only, count) = (default(Range), 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            only = start..(int)reader.BytesConsumed;
            count += isObject ? 1 : 2;
        }

        reader.Read();
        noted = count == 1
            ? new("", "type", Severity.Warning, "The body is a list with one object instead of the object.")
            : new("", "type", Severity.Error, "The body is a list instead of one object.");
        return count == 1 ? utf8[only] : utf8;
    }
}
