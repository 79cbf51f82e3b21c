using Busbar.Core.Erasure;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Erasure;

/// <summary>Rows about a driver's Tokens in tables that name objects by module, owner and id.</summary>
internal static class TokenRows
{
    private const string Where = "object_id = ? AND module = ? AND country = ? AND code = ?";

    public static long Delete(ISqlSession session, string table, DriverTraces driver) =>
        Each(driver, id => Bind(session.Open($"DELETE FROM {table} WHERE {Where} RETURNING 1"), driver, id).ReadAll(_ => true).Count);

    public static long Count(ISqlSession session, string table, DriverTraces driver) =>
        Each(driver, id => Bind(session.Open($"SELECT count(*) FROM {table} WHERE {Where}"), driver, id).ReadInt64() ?? 0);

    private static long Each(DriverTraces driver, Func<string, long> count) => driver.TokenIds.Sum(count);

    private static Statement Bind(Statement statement, DriverTraces driver, string id) =>
        statement.Bind(id).Bind(ModuleId.Tokens.Value).Bind(driver.Owner.CountryCode).Bind(driver.Owner.Code);
}
