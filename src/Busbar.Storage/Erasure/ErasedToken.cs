using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Busbar.Core.Erasure;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Storage.Erasure;

/// <summary>What is left of a Token: that there was one of that provider and type. A valid document, because entries of the change log lead to it.</summary>
internal static class ErasedToken
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string IdOf(DriverTraces driver, string id)
    {
        var (uid, type) = TokenKey.Parse(id);
        return TokenKey.IdOf(driver.Pseudonyms.Of(uid), type);
    }

    public static ErasedDocument Of(DriverTraces driver, StoredObject token)
    {
        var (uid, type) = TokenKey.Parse(token.Key.Id);
        var pseudonym = driver.Pseudonyms.Of(uid);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            if (token.Version > OcpiVersion.V211)
            {
                json.WriteString("country_code", token.Key.Owner.CountryCode);
                json.WriteString("party_id", token.Key.Owner.Code);
            }

            json.WriteString("uid", pseudonym);
            json.WriteString("type", token.Version == OcpiVersion.V211 && type != TokenKey.DefaultType ? "OTHER" : TokenKey.TypeIn(token.Version, type));
            json.WriteString(token.Version > OcpiVersion.V211 ? "contract_id" : "auth_id", pseudonym);
            json.WriteString("issuer", "ERASED");
            json.WriteBoolean("valid", false);
            json.WriteString("whitelist", "NEVER");
            json.WriteString("last_updated", OcpiDateTime.Format(token.Facts.LastUpdated));
            json.WriteEndObject();
        }

        return new ErasedDocument(buffer.WrittenSpan.ToArray(), IsDrivers: true, IsChanged: true, KeepsEvidence: false);
    }
}
