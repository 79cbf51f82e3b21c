namespace Busbar.Core.Objects;

/// <summary>Why a write stored nothing.</summary>
public enum KeepReason
{
    /// <summary>The stored object has a newer last_updated.</summary>
    Older,

    /// <summary>The same content is stored already.</summary>
    Same,

    /// <summary>There is no such object to change.</summary>
    NotFound,

    /// <summary>The object exists and may not be replaced (CDRs, and completed Sessions of our own).</summary>
    Exists,

    /// <summary>The result of a merge would not be valid.</summary>
    Invalid,

    /// <summary>The driver was erased from the object: whatever its owner says again of it brings nothing back.</summary>
    Erased,

    /// <summary>Something has to be fetched before the write can be decided; then it is made again.</summary>
    Unready,
}
