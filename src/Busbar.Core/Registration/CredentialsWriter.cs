using System.Buffers;
using System.Text.Json;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Registration;

/// <summary>Writes our Credentials object as the partner's version has it.</summary>
public static class CredentialsWriter
{
    /// <param name="output">Takes the document.</param>
    /// <param name="credentials">Ours; for 2.1.1 with the one party that it has room for.</param>
    /// <param name="version">The version of the credentials endpoint.</param>
    public static void Write(IBufferWriter<byte> output, OwnCredentials credentials, OcpiVersion version)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("token", credentials.Token);
        writer.WriteString("url", credentials.VersionsUrl.AbsoluteUri);
        if (version == OcpiVersion.V211)
        {
            WriteParty(writer, credentials.Roles[0]);
        }
        else
        {
            writer.WriteStartArray("roles");
            foreach (var role in credentials.Roles)
            {
                writer.WriteStartObject();
                writer.WriteString("role", role.Role.Value);
                WriteParty(writer, role);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (version >= OcpiVersion.V230 && credentials.HubParty is { } hub)
            {
                writer.WriteString("hub_party_id", (hub.CountryCode + hub.Code).ToUpperInvariant());
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteParty(Utf8JsonWriter writer, PlatformParty party)
    {
        writer.WriteStartObject("business_details");
        writer.WriteString("name", party.Name.Length > 100 ? party.Name[..100] : party.Name);
        if (party.Website is { Length: <= 255 } website)
        {
            writer.WriteString("website", website);
        }

        writer.WriteEndObject();
        writer.WriteString("party_id", party.Party.Code.ToUpperInvariant());
        writer.WriteString("country_code", party.Party.CountryCode.ToUpperInvariant());
    }
}
