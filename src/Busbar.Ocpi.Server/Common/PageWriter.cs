using System.Buffers;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Takes the objects of a page one by one and puts them into the answer.</summary>
public sealed class PageWriter
{
    private readonly IBufferWriter<byte> _output;

    internal PageWriter(IBufferWriter<byte> output)
    {
        _output = output;
        EnvelopeWriter.WriteListStart(output);
    }

    /// <summary>How many objects were written.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one object; the bytes are copied during the call.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (Count++ > 0)
            _output.Write(","u8);
        _output.Write(utf8);
    }
}
