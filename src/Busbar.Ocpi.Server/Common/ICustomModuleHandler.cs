namespace Busbar.Ocpi.Server.Common;

/// <summary>Port: modules that the standard does not know (chapter "Versions / Custom Modules"). Body and answer are whatever the partners agreed on.</summary>
public interface ICustomModuleHandler
{
    /// <summary>Any request below a custom module's endpoint. The body is what came, of any kind; see <see cref="OcpiRequest.ContentType"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The decoded segments below the endpoint.</param>
    /// <param name="cancellation">Ends when the request is given up.</param>
    /// <returns>A reply with <see cref="OcpiReply.Raw"/>, or one in an envelope when nobody could be asked.</returns>
    ValueTask<OcpiReply> PassAsync(OcpiRequest request, IReadOnlyList<string> path, CancellationToken cancellation);
}
