using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Intake;

/// <summary>The address of an object that came without a URL of its own (pulled, or a posted CDR): what it says of itself.</summary>
internal sealed record ContentTarget(ObjectTarget? Target, ReadOnlyMemory<byte> Utf8, IReadOnlyList<Finding> Findings)
{
    /// <summary>Reads the owner and the id out of an object.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ContentTarget Read(OwnedModule module, ReadOnlyMemory<byte> utf8, IntakeSource source)
    {
        var findings = new List<Finding>();
        if (TryUnwrap(utf8.Span, out var only))
        {
            utf8 = utf8[only];
            findings.Add(new("", "type", Severity.Warning, "The body is a list with one object instead of the object."));
        }

        var scan = ObjectScan.Read(utf8.Span, module.IdField);
        if (string.IsNullOrEmpty(scan.Id))
        {
            return new(null, utf8, [new($"/{module.IdField}", "required", Severity.Error, $"{module.IdField} is missing or no text.")]);
        }

        if ((module.NamesOwner ? OwnerOf(scan, source) : source.Speaker) is not { } owner)
        {
            return new(null, utf8, [new("/party_id", "required", Severity.Error, "country_code or party_id is missing: the owner cannot be told.")]);
        }

        return new(new ObjectTarget(module, owner, scan.Id, TokenType: module == OwnedModule.Tokens ? scan.TokenType : null) { For = source.For }, utf8, findings);
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

    private static bool TryUnwrap(ReadOnlySpan<byte> utf8, out Range only)
    {
        only = default;
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        only = start..(int)reader.BytesConsumed;
        return reader.Read() && reader.TokenType == JsonTokenType.EndArray && !reader.Read();
    }
}
