using Busbar.Core.Calls;
using Busbar.Core.Connections;
using Busbar.Core.Registration;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Endpoints.Calls;

/// <summary>Passes requests of custom modules from one partner to another, and their answers back, with our URLs in the place of the other's.</summary>
public sealed class CustomModuleHandler(CustomCalls calls, ConnectionDirectory directory, GatewayFace face) : ICustomModuleHandler
{
    /// <summary>The headers of an answer that mean something to the asker. Others belong to one hop.</summary>
    private static readonly HashSet<string> Passed =
        new(StringComparer.OrdinalIgnoreCase) { OcpiHeaders.Link, OcpiHeaders.Location, OcpiHeaders.TotalCount, OcpiHeaders.Limit, "Retry-After" };

    public async ValueTask<OcpiReply> PassAsync(OcpiRequest request, IReadOnlyList<string> path, CancellationToken cancellation)
    {
        if (CallerReading.Read(request, directory.Current, Role.Cpo, Role.Emsp) is not { } caller)
        {
            return CallerReading.Stranger;
        }

        var (module, side) = (request.Module!.Value, request.Side!.Value);
        var asked = new CustomRequest(module, side, request.Method, path, request.Query.Text, request.Body, request.ContentType);
        var (answer, endpoint, refusal) = await calls.PassAsync(caller with { Addressed = caller.Addressed == face.OwnParty.Party ? null : caller.Addressed }, asked, cancellation);
        if (answer is null)
        {
            return CallerReading.Reply(refusal!);
        }

        var ours = request.Urls.Endpoint(request.Version!.Value, module, side);
        var headers = answer.Headers.Where(header => Passed.Contains(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, header.Value.Replace(endpoint!.AbsoluteUri.TrimEnd('/'), ours.AbsoluteUri, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        return new OcpiReply(answer.HttpStatus, OcpiStatus.Success, null, answer.Body) { Raw = new RawReply(answer.ContentType, headers) };
    }
}
