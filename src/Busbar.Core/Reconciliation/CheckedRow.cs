using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Reconciliation;

/// <summary>One object as the check sees it.</summary>
internal readonly record struct CheckedRow(ObjectKey Key, OcpiVersion Version, DateTimeOffset LastUpdated, CheckedReading Reading)
{
    /// <summary>Eight bytes for an id of the same owner.</summary>
    public ulong Mark(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Key.Owner.CountryCode}/{Key.Owner.Code}/{id}".ToUpperInvariant()), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}

/// <summary>The few members that the check needs, read without building the document.</summary>
internal sealed class CheckedReading
{
    /// <summary>Of a session.</summary>
    public string? Status { get; private set; }

    /// <summary>Of a CDR.</summary>
    public string? SessionId { get; private set; }

    /// <summary>Where a session took place, or a CDR says that it did.</summary>
    public string? LocationId { get; private set; }

    /// <summary>The tariffs that a location names.</summary>
    public List<string> Tariffs { get; } = [];

    /// <summary>The EVSEs of a location.</summary>
    public List<(string Uid, string Status, DateTimeOffset UpdatedAt)> Evses { get; } = [];

    public static CheckedReading Of(ModuleId module, ReadOnlySpan<byte> utf8)
    {
        var reading = new CheckedReading();
        var reader = new Utf8JsonReader(utf8);
        if (module == ModuleId.Tariffs || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return reading;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (module == ModuleId.Locations)
            {
                reading.ReadLocation(ref reader);
            }
            else
            {
                reading.ReadMember(ref reader);
            }
        }

        return reading;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "status":
                Status = Text(ref reader);
                break;
            case "session_id":
                SessionId = Text(ref reader);
                break;
            case "location_id":
                LocationId = Text(ref reader);
                break;
            case "cdr_location" or "location" when reader.TokenType == JsonTokenType.StartObject:
                ReadPlace(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadPlace(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var id = reader.ValueTextEquals("id"u8);
            reader.Read();
            LocationId = id ? Text(ref reader) : LocationId;
            reader.Skip();
        }
    }

    private void ReadLocation(ref Utf8JsonReader reader)
    {
        var evses = reader.ValueTextEquals("evses"u8);
        reader.Read();
        if (!evses || reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadEvse(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadEvse(ref Utf8JsonReader reader)
    {
        string? uid = null, status = null, updated = null;
        var depth = reader.CurrentDepth;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth))
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var own = reader.CurrentDepth == depth + 1;
            var name = reader.GetString();
            if (own && name is "uid" or "status" or "last_updated")
            {
                reader.Read();
                (uid, status, updated) = name switch
                {
                    "uid" => (Text(ref reader), status, updated),
                    "status" => (uid, Text(ref reader), updated),
                    _ => (uid, status, Text(ref reader)),
                };
            }
            else if (name is "tariff_ids" or "tariff_id")
            {
                ReadTariffs(ref reader);
            }
        }

        if (uid is not null && updated is not null && OcpiDateTime.TryParse(updated, out var at))
        {
            Evses.Add((uid, status ?? "", at));
        }
    }

    private void ReadTariffs(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            Tariffs.Add(reader.GetString()!);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    Tariffs.Add(reader.GetString()!);
                }
            }
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return text;
    }
}
