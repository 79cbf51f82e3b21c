using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Core.Objects;

/// <summary>What the gateway reads out of an object's JSON, in one pass and without building anything of it.</summary>
public sealed class ObjectScan
{
    public string? CountryCode { get; private set; }

    public string? PartyCode { get; private set; }

    /// <summary>The object's own id: id, or uid of a Token or EVSE.</summary>
    public string? Id { get; private set; }

    /// <summary>The type of a Token.</summary>
    public string? TokenType { get; private set; }

    /// <summary>The eMSP's id of a Booking.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The party of country_code and party_id: the owner, or the one that a Terminal belongs to.</summary>
    public PartyId? Party => CountryCode is { } country && PartyCode is { } code ? new PartyId(country, code) : null;

    /// <summary>The status of a Session or a Booking.</summary>
    public string? Status { get; private set; }

    /// <summary>The object's own last_updated.</summary>
    public DateTimeOffset? LastUpdated { get; private set; }

    /// <summary>The newest last_updated of the object and of everything inside it: a Location is as new as its newest Connector.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>The value of publish; true when it is absent.</summary>
    public bool Published { get; private set; } = true;

    /// <summary>The party of cdr_token; of a Booking the one that made the last request for it.</summary>
    public PartyId? Audience { get; private set; }

    /// <summary>Reads an object.</summary>
    /// <param name="utf8">Its JSON.</param>
    /// <param name="idField">The field that holds its id.</param>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static ObjectScan Read(ReadOnlySpan<byte> utf8, string idField)
    {
        try
        {
            return ReadDocument(utf8, idField);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair, or bytes that are not UTF-8, where a text is read.
            throw new JsonException("A text in the document is not Unicode.", e);
        }
    }

    /// <summary>Reads an object that was found to be valid.</summary>
    /// <param name="utf8">Its JSON.</param>
    /// <param name="idField">The field that holds its id.</param>
    /// <param name="outline">Where its properties stand.</param>
    public static ObjectScan Read(ReadOnlySpan<byte> utf8, string idField, DocumentOutline outline)
    {
        var scan = new ObjectScan();
        for (var i = 0; i < outline.Count; i++)
        {
            var name = outline.Name(i);
            var value = outline.Value(i, utf8);
            if (HoldsTimes(name) && !value.Contains((byte)'\\'))
            {
                scan.FindTimes(value);
            }
            else if (!value.IsEmpty)
            {
                var reader = new Utf8JsonReader(value);
                scan.ReadMember(name, ref reader, idField);
            }
        }

        return scan;
    }

    private static ObjectScan ReadDocument(ReadOnlySpan<byte> utf8, string idField)
    {
        var scan = new ObjectScan();
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A JSON object is expected.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            scan.ReadMember(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan, ref reader, idField);
        }

        // Anything after the object is no JSON document: the reader says so.
        reader.Read();
        return scan;
    }

    /// <summary>What is stored beside the object.</summary>
    /// <param name="utf8">The bytes that will be stored.</param>
    /// <param name="fallback">Used when the object has no last_updated.</param>
    public ObjectFacts Facts(ReadOnlySpan<byte> utf8, DateTimeOffset fallback) => new(Newest ?? fallback, Audience, Published, Hash(utf8));

    /// <summary>The hash that tells a change from a repetition.</summary>
    public static UInt128 Hash(ReadOnlySpan<byte> utf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Reads a member; the reader stands before its value.</summary>
    private void ReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, string idField)
    {
        if (name.SequenceEqual("last_updated"u8))
        {
            reader.Read();
            LastUpdated = Time(ref reader);
            Advance(LastUpdated);
        }
        else if (Ascii.Equals(name, idField))
        {
            Id = NextText(ref reader);
        }
        else if (name.SequenceEqual("country_code"u8))
        {
            CountryCode = NextText(ref reader);
        }
        else if (name.SequenceEqual("party_id"u8))
        {
            PartyCode = NextText(ref reader);
        }
        else if (name.SequenceEqual("publish"u8))
        {
            reader.Read();
            Published = reader.TokenType != JsonTokenType.False;
            reader.Skip();
        }
        else if (name.SequenceEqual("type"u8))
        {
            TokenType = NextText(ref reader);
        }
        else if (name.SequenceEqual("request_id"u8))
        {
            RequestId = NextText(ref reader);
        }
        else if (name.SequenceEqual("booking_requests"u8))
        {
            reader.Read();
            ReadRequests(ref reader);
        }
        else if (name.SequenceEqual("status"u8) || name.SequenceEqual("reservation_status"u8))
        {
            Status = NextText(ref reader);
        }
        else if (name.SequenceEqual("cdr_token"u8))
        {
            reader.Read();
            ReadToken(ref reader);
        }
        else if (HoldsTimes(name))
        {
            reader.Read();
            ReadTimesWithin(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadToken(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        string? country = null, code = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("country_code"u8))
            {
                country = NextText(ref reader);
            }
            else if (reader.ValueTextEquals("party_id"u8))
            {
                code = NextText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        Audience = country is null || code is null ? Audience : new PartyId(country, code);
    }

    /// <summary>Goes through the requests of a Booking; of each the request itself says who made it.</summary>
    private void ReadRequests(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 2 && reader.ValueTextEquals("booking_request"u8))
            {
                reader.Read();
                ReadToken(ref reader);
            }
        }
    }

    private void ReadTimesWithin(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            return;
        }

        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("last_updated"u8))
            {
                reader.Read();
                Advance(Time(ref reader));
            }
        }
    }

    private static bool HoldsTimes(ReadOnlySpan<byte> name) => name.SequenceEqual("evses"u8) || name.SequenceEqual("calendars"u8);

    /// <summary>The same in well-formed JSON without escapes: there a name in quotation marks is either that name or a text of its own, which no colon follows.</summary>
    private void FindTimes(ReadOnlySpan<byte> json)
    {
        var name = "\"last_updated\""u8;
        for (var at = json.IndexOf(name); at >= 0; at = json.IndexOf(name))
        {
            json = json[(at + name.Length)..];
            var next = json.TrimStart(" \t\r\n"u8);
            if (next is [(byte)':', ..])
            {
                var reader = new Utf8JsonReader(next[1..], isFinalBlock: false, default);
                if (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    Advance(Time(ref reader));
                }
            }
        }
    }

    private void Advance(DateTimeOffset? time)
    {
        if (time > Newest || Newest is null)
        {
            Newest = time ?? Newest;
        }
    }

    private static string? NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (!reader.ValueIsEscaped)
        {
            return OcpiDateTime.TryParse(reader.ValueSpan, out var time, out _) ? time : null;
        }

        return OcpiDateTime.TryParse(reader.GetString(), out var escaped) ? escaped : null;
    }
}
