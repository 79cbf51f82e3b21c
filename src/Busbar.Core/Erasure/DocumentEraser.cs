using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Erasure;

/// <summary>
/// Takes a driver out of a document: what identifies becomes a pseudonym, every other byte stays. Other drivers in the same document stay who they are, and so do the
/// ids by which documents refer to each other, and signed meter data.
/// </summary>
internal sealed class DocumentEraser
{
    private const string SignedData = "signed_data";

    /// <summary>Of the driver's own token, and of a whole document that is about no one else.</summary>
    private static readonly FrozenSet<string> OfToken = Names("uid", "contract_id", "auth_id", "visual_number", "group_id");

    /// <summary>Of a document in which the driver is named.</summary>
    private static readonly FrozenSet<string> OfDocument = Names("authorization_reference", "eft_data", "licence_plate", "license_plate");

    private static readonly FrozenSet<string> Access = Names("access_information", "access_methods");

    /// <summary>By these others find the document, and it them.</summary>
    private static readonly FrozenSet<string> Kept = Names(
        "id", "session_id", "cdr_id", "credit_reference_id", "invoice_reference_id", "reservation_id", "request_id", "location_id", "booking_location_id", "evse_uid", "evse_uids",
        "evse_id", "connector_id", "meter_id", "tariff_id", "tariff_ids", "country_code", "party_id", "type", "status", "last_updated");

    private readonly DriverTraces _driver;
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly PartyId? _audience;
    private readonly List<(int Start, int Length, byte[] Text)> _edits = [];
    private bool _isDrivers;
    private bool _evidence;

    private DocumentEraser(DriverTraces driver, ReadOnlyMemory<byte> utf8, PartyId? audience) => (_driver, _utf8, _audience) = (driver, utf8, audience);

    public static ErasedDocument? Erase(DriverTraces driver, ReadOnlyMemory<byte> utf8, bool isToken, PartyId? audience)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8);
        }
        catch (JsonException)
        {
            return ErasePlain(driver, utf8);
        }

        using (document)
        {
            var eraser = new DocumentEraser(driver, utf8, audience);
            eraser._isDrivers = DriverReader.Read(driver, document.RootElement, isToken, audience, learn: false);
            try
            {
                eraser.Walk(document.RootElement, isToken ? "token" : "", new Place(isToken ? "token" : "", WithinEvses: false, IsOwn: false));
            }
            catch (InvalidOperationException)
            {
                return ErasePlain(driver, utf8); // half a surrogate pair, which is no text
            }

            return eraser._edits.Count == 0 && !eraser._evidence && !eraser._isDrivers ? null : new ErasedDocument(eraser.Apply(), eraser._isDrivers, eraser._edits.Count > 0, eraser._evidence);
        }
    }

    /// <summary>What is no JSON has no fields: words go wherever they stand. Bytes that are no text stay as they are.</summary>
    private static ErasedDocument? ErasePlain(DriverTraces driver, ReadOnlyMemory<byte> bytes) =>
        driver.EraseEverything(Encoding.Latin1.GetString(bytes.Span)) is { } erased ? new ErasedDocument(Encoding.Latin1.GetBytes(erased), IsDrivers: true, IsChanged: true, KeepsEvidence: false) : null;

    private void Walk(JsonElement element, string name, Place place)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when name == SignedData:
                _evidence |= _isDrivers && _driver.EraseWords(element.GetRawText()) is not null;
                break;
            case JsonValueKind.Object:
                WalkObject(element, name, place);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, name, place);
                }

                break;
            case JsonValueKind.String when element.GetString() is { Length: > 0 } text && Replace(name, text, place) is { } replaced && replaced != text:
                Edit(element, replaced);
                break;
        }
    }

    private void WalkObject(JsonElement element, string name, Place place)
    {
        var own = place.IsOwn;
        if (TokenMention.Read(element, name, place.WithinEvses) is { } mention)
        {
            if (!_driver.Owns(mention, _audience))
            {
                return; // somebody else's
            }

            own = true;
        }

        foreach (var member in element.EnumerateObject())
        {
            Walk(member.Value, member.Name, new Place(name, place.WithinEvses || member.Name == "evses", own));
        }
    }

    private string? Replace(string name, string text, Place place)
    {
        if (Kept.Contains(name) || (name == "uid" && place.WithinEvses))
        {
            return null;
        }

        if ((place.IsOwn && OfToken.Contains(name)) || (_isDrivers && (OfDocument.Contains(name) || (name == "value" && Access.Contains(place.Holder)))))
        {
            return _driver.Pseudonyms.Of(text);
        }

        if (_driver.Knows(text))
        {
            return OfToken.Contains(name) || OfDocument.Contains(name) || DriverTraces.IsLong(text) ? _driver.Pseudonyms.Of(text) : null;
        }

        return _driver.Erase(text);
    }

    private void Edit(JsonElement element, string text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        if (!_utf8.Span.Overlaps(raw, out var start))
        {
            throw new InvalidOperationException("A value of a document does not stand in it.");
        }

        _edits.Add((start, raw.Length, [(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"']));
    }

    private byte[] Apply()
    {
        var output = new List<byte>(_utf8.Length + (_edits.Count * 16));
        var copied = 0;
        foreach (var (start, length, text) in _edits)
        {
            output.AddRange(_utf8.Span[copied..start]);
            output.AddRange(text);
            copied = start + length;
        }

        output.AddRange(_utf8.Span[copied..]);
        return [.. output];
    }

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Where a value stands.</summary>
    /// <param name="Holder">The member under which its object stands.</param>
    /// <param name="WithinEvses">Whether that belongs to an EVSE.</param>
    /// <param name="IsOwn">Whether that is the driver's token, or stands in it.</param>
    private readonly record struct Place(string Holder, bool WithinEvses, bool IsOwn);
}

/// <summary>A document without the driver.</summary>
/// <param name="Utf8">It.</param>
/// <param name="IsDrivers">Whether it was about the driver, or a list in which the driver stood.</param>
/// <param name="IsChanged">Whether anything in it was replaced.</param>
/// <param name="KeepsEvidence">Whether signed meter data in it names the driver still.</param>
public sealed record ErasedDocument(byte[] Utf8, bool IsDrivers, bool IsChanged, bool KeepsEvidence);
