using Busbar.Core.Objects;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Rows;

/// <summary>The rows of objects and changes inside the writer's open transaction. An engine carries writes out at once, or keeps them and writes many at a time.</summary>
public interface IObjectRows
{
    /// <summary>The session, for everything else that a transaction writes. What was kept back is in the database when this returns.</summary>
    ISqlSession Sql { get; }

    ObjectRow? Find(int module, int owner, string id);

    /// <summary>The id of the next new object of a module.</summary>
    long NextId(int module);

    byte[] ReadBody(long id);

    void Insert(ObjectRow row, ReadOnlyMemory<byte> utf8);

    /// <summary>Replaces a row; without bytes the object keeps those it has.</summary>
    void Update(ObjectRow row, ReadOnlyMemory<byte>? utf8);

    void Append(Change change, long? id);
}
