using System.Buffers;
using Busbar.Ocpi.Wire.Http;

namespace Busbar.Ocpi.Server.Common;

/// <summary>Takes the objects of a page one by one and puts them into the answer.</summary>
public sealed class PageWriter
{
    private readonly PooledBuffer _output;
    private readonly int _start;
    private readonly int _expected;

    internal PageWriter(PooledBuffer output, int expected)
    {
        _output = output;
        _expected = expected;
        EnvelopeWriter.WriteListStart(output);
        _start = output.Length;
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
        else
            _output.Reserve(_expected);
        _output.Write(utf8);
    }

    /// <summary>Adds objects that were joined before, by commas, in place of adding each; nothing else may be added. The bytes are not copied: they must stay as they are.</summary>
    /// <param name="joined">What <see cref="Joined"/> gave when the same page was written before.</param>
    /// <param name="count">How many objects these are.</param>
    public void AddJoined(ReadOnlyMemory<byte> joined, int count)
    {
        if (Passed > 0)
            throw new InvalidOperationException("The page holds objects already.");

        Count = Passed = count;
        if (count > 0)
            _output.Insert(joined);
    }

    /// <summary>The objects that were added one by one, joined by commas. Valid until the page is sent; copy what is kept.</summary>
    public ReadOnlyMemory<byte> Joined => _output.Written[_start..];

    /// <summary>Passes an object of the list over: one that has no form in the caller's version.</summary>
    public void Skip() => Passed++;
}
