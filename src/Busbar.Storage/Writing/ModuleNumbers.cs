using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Writing;

/// <summary>The modules that have objects, by number.</summary>
public sealed class ModuleNumbers : NumberedNames<ModuleId>
{
    protected override IReadOnlyList<(ModuleId Name, int Number)> After(ISqlSession session, int number) =>
        session.Open("SELECT number, name FROM modules WHERE number > ?").Bind(number).ReadAll(row => (new ModuleId(row.Text(1)), row.Int32(0)));

    protected override ModuleId Find(ISqlSession session, int number)
    {
        using var row = session.Open("SELECT name FROM modules WHERE number = ?").Bind(number);
        return row.Step() ? new ModuleId(row.Text(0)) : throw new InvalidDataException($"There is no module {number}.");
    }

    protected override int Insert(ISqlSession session, ModuleId name) =>
        (int)session.Open("INSERT INTO modules (name) VALUES (?) RETURNING number").Bind(name.Value).ReadInt64()!.Value;
}
