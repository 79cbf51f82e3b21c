using System.Buffers;
using System.Text.Json;

namespace Busbar.Core.Registration;

/// <summary>Writes our Credentials object as the partner's version has it.</summary>
/// <remarks>hub_party_id is never written: this gateway presents the parties it carries, and is not a hub party itself.</remarks>
public static class CredentialsWriter
{
    public static void Write(IBufferWriter<byte> output, OwnCredentials credentials)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("token", credentials.Token);
        writer.WriteString("url", credentials.VersionsUrl.AbsoluteUri);
        writer.WriteStartArray("roles");
        foreach (var role in credentials.Roles)
        {
            writer.WriteStartObject();
            writer.WriteString("role", role.Role.Value);
            writer.WriteStartObject("business_details");
            writer.WriteString("name", role.Name.Length > 100 ? role.Name[..100] : role.Name);
            if (role.Website is { Length: <= 255 } website)
            {
                writer.WriteString("website", website);
            }

            writer.WriteEndObject();
            writer.WriteString("party_id", role.Party.Code.ToUpperInvariant());
            writer.WriteString("country_code", role.Party.CountryCode.ToUpperInvariant());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
