using Busbar.Ocpi.Server.Common;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Gateway.Tests.Connections;

/// <summary>Modules that hold nothing: enough to see who gets in.</summary>
internal sealed class EmptyModules : ISenderHandler, IReceiverHandler
{
    private static readonly OcpiReply Nothing = OcpiReply.NotFound(OcpiStatus.InvalidParameters, "Nothing is here.");

    public ValueTask<PageResult> ListAsync(OcpiRequest request, PageRequest page, PageWriter writer, CancellationToken cancellation) =>
        ValueTask.FromResult(PageResult.Page(0, more: false));

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectReference reference, CancellationToken cancellation) => ValueTask.FromResult(Nothing);

    public ValueTask<OcpiReply> GetAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) => ValueTask.FromResult(Nothing);

    public ValueTask<OcpiReply> PutAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) => ValueTask.FromResult(Nothing);

    public ValueTask<OcpiReply> PatchAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) => ValueTask.FromResult(Nothing);

    public ValueTask<OcpiReply> DeleteAsync(OcpiRequest request, ObjectAddress address, CancellationToken cancellation) => ValueTask.FromResult(Nothing);

    public ValueTask<OcpiReply> PostCdrAsync(OcpiRequest request, CancellationToken cancellation) => ValueTask.FromResult(Nothing);
}
