using System.Buffers;
using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Server.Routing;

namespace Busbar.Ocpi.Server.Hosting;

/// <summary>Answers the Versions module from the server's options.</summary>
internal sealed class ConfiguredVersions(OcpiServerOptions options) : IVersionsHandler
{
    public ValueTask<OcpiReply> ListAsync(OcpiRequest request, CancellationToken cancellation)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var version in options.Versions)
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

    public ValueTask<OcpiReply> DetailsAsync(OcpiRequest request, CancellationToken cancellation)
    {
        var version = request.Version!.Value;
        var modules = options.Modules.Where(offered => request.Caller.MayUse(offered.Module, offered.Side));
        if (version == OcpiVersion.V211)
        {
            // Its details have no roles and name a module once: whoever offers both sides tells the caller's by MayUse.
            modules = modules.DistinctBy(offered => offered.Module);
        }

        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, version.Number());
            json.WriteStartArray("endpoints"u8);
            // Credentials stands once, as SENDER, whatever the roles (VER-014, VER-015).
            Write(json, version, ModuleId.Credentials, InterfaceRole.Sender, request.Urls.Credentials(version));
            foreach (var (module, side) in modules)
            {
                if (module != ModuleId.Credentials && RouteTable.Knows(module, side, version))
                    Write(json, version, module, side, request.Urls.Endpoint(version, module, side));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return ValueTask.FromResult(OcpiReply.Ok(output.WrittenMemory));
    }

    private static void Write(Utf8JsonWriter json, OcpiVersion version, ModuleId module, InterfaceRole side, Uri url)
    {
        json.WriteStartObject();
        json.WriteString("identifier"u8, module.Value);
        if (version > OcpiVersion.V211)
            json.WriteString("role"u8, side.Value);
        json.WriteString("url"u8, url.AbsoluteUri);
        json.WriteEndObject();
    }
}
