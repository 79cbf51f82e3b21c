namespace Busbar.Bench.Storage;

/// <summary>Reads pages out of the gateway's own tables with the bare driver.</summary>
internal interface IBarePages : IDisposable
{
    /// <summary>Reads every column of 100 locations after an ordinal, and copies their bytes; returns how many bytes.</summary>
    int Read(long after, byte[] target);
}
