using System.Buffers;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Endpoints.Callers;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;

namespace Busbar.Endpoints.Versions;

/// <summary>The Versions module, per partner: the details list the modules that are switched on for the one who asks.</summary>
public sealed class VersionsHandler(ConnectionDirectory directory, GatewayFace face, PartnerOffer offer) : IVersionsHandler
{
    public ValueTask<OcpiReply> ListAsync(OcpiRequest request, CancellationToken cancellation)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var version in face.Versions)
            {
                json.WriteStartObject();
                json.WriteString("version"u8, version.Number());
                json.WriteString("url"u8, request.Urls.Details(version).AbsoluteUri);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return ValueTask.FromResult(OcpiReply.Ok(output.WrittenMemory));
    }

    public async ValueTask<OcpiReply> DetailsAsync(OcpiRequest request, CancellationToken cancellation)
    {
        var version = request.Version!.Value;
        var caller = ConnectionCaller.Of(request).Connection;
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, version.Number());
            json.WriteStartArray("endpoints"u8);

            // Credentials stands once, as SENDER, whatever the roles (VER-014, VER-015).
            Write(json, version, ModuleId.Credentials, InterfaceRole.Sender, request.Urls.Credentials(version));
            foreach (var offered in await offer.ForAsync(directory.Current.Find(caller.Id) ?? caller, version, cancellation))
            {
                Write(json, version, offered.Module, offered.Role, request.Urls.Endpoint(version, offered.Module, offered.Role));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return OcpiReply.Ok(output.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, OcpiVersion version, ModuleId module, InterfaceRole side, Uri url)
    {
        json.WriteStartObject();
        json.WriteString("identifier"u8, module.Value);
        if (version > OcpiVersion.V211)
        {
            json.WriteString("role"u8, side.Value);
        }

        json.WriteString("url"u8, url.AbsoluteUri);
        json.WriteEndObject();
    }
}
