using System.Net;

namespace Busbar.Ocpi.Client.Common;

/// <summary>A body that asks once more, when the connection is there and the head of the request is still in memory, whether it may go out.</summary>
internal sealed class LateContent(ReadOnlyMemory<byte> body, Action beforeSending) : HttpContent
{
    /// <summary>Why it may not go out; null when it may.</summary>
    public Exception? Refusal { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            beforeSending();
        }
        catch (Exception refusal)
        {
            Refusal = refusal;
            throw;
        }

        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
