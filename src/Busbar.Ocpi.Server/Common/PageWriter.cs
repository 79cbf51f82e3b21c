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

    /// <summary>How many objects of the list the page has passed: written ones and skipped ones. The next page's offset starts after them.</summary>
    public int Passed { get; private set; }

    /// <summary>Adds one object; the bytes are copied during the call.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        Passed++;
        if (Count++ > 0)
            _output.Write(","u8);
        _output.Write(utf8);
    }

    /// <summary>Passes an object of the list over: one that has no form in the caller's version.</summary>
    public void Skip() => Passed++;
}
