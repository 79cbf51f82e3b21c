using Busbar.Core.Intake;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Intake;

/// <summary>What the tables of quarantine and repairs have in common.</summary>
internal static class RecordRows
{
    public const string Columns = "id, connection, module, country, code, object_id, evse, connector, version, first_seen, last_seen, count, identity, details, calendar";

    /// <summary>The condition, the order and the limit of a list.</summary>
    public static string Where(IntakeQuery query) =>
        $"1 = 1{(query.Connection is null ? "" : " AND connection = ?")}{(query.Module is null ? "" : " AND module = ?")}"
        + $"{(query.Owner is null ? "" : " AND country = ? AND code = ?")}{(query.ObjectId is null ? "" : " AND object_id = ?")}"
        + $"{(query.After is null ? "" : " AND (last_seen < ? OR (last_seen = ? AND id > ?))")} ORDER BY last_seen DESC, id LIMIT ?";

    public static Statement Bind(Statement statement, IntakeQuery query)
    {
        _ = query.Connection is { } connection ? statement.Bind(connection) : statement;
        _ = query.Module is { } module ? statement.Bind(module.Value) : statement;
        _ = query.Owner is { } owner ? statement.Bind(owner.CountryCode).Bind(owner.Code) : statement;
        _ = query.ObjectId is { } id ? statement.Bind(id) : statement;
        _ = query.After is { } after ? statement.Bind(after.LastSeen).Bind(after.LastSeen).Bind(after.Id) : statement;
        return statement.Bind((long)query.Limit);
    }

    public static ObjectKey? Key(Statement row) =>
        row.IsNull(5) ? null : new ObjectKey(new ModuleId(row.Text(2)), new PartyId(row.Text(3), row.Text(4)), row.Text(5));

    public static ObjectPart? Part(Statement row) => row.IsNull(6) ? null : new ObjectPart(row.Text(6), row.TextOrNull(7));
}
