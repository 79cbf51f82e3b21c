using Busbar.Core.Delivery;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Delivery;

/// <summary>A filter of refusals as SQL.</summary>
internal static class RefusalWhere
{
    public static string Of(RefusalFilter filter) =>
        "1 = 1" + Has(filter.Object, "object_id = ? AND module = ? AND country = ? AND code = ?") + Has(filter.Connection, "connection = ?") + Has(filter.Module, "module = ?")
        + Has(filter.State, "state = ?") + Has(filter.HttpStatus, "http_status = ?") + Has(filter.OcpiStatus, "ocpi_status = ?") + Has(filter.Since, "at >= ?")
        + Has(filter.Until, "at < ?") + (filter.Reason is null ? "" : " AND lower(reason) LIKE ? ESCAPE '!'") + Has(filter.After, "(at, id) > (?, ?)");

    public static Statement Bind(Statement statement, RefusalFilter filter)
    {
        if (filter.Object is { } key)
        {
            statement.Bind(key.Id).Bind(key.Module.Value).Bind(key.Owner.CountryCode).Bind(key.Owner.Code);
        }

        _ = filter.Connection is { } connection ? statement.Bind(connection) : statement;
        _ = filter.Module is { } module ? statement.Bind(module.Value) : statement;
        _ = filter.State is { } state ? statement.Bind((long)state) : statement;
        _ = filter.HttpStatus is { } http ? statement.Bind((long)http) : statement;
        _ = filter.OcpiStatus is { } ocpi ? statement.Bind((long)ocpi) : statement;
        _ = filter.Since is { } since ? statement.Bind(since) : statement;
        _ = filter.Until is { } until ? statement.Bind(until) : statement;
        _ = filter.Reason is { } reason ? statement.Bind($"%{Escape(reason)}%") : statement;
        return filter.After is var (at, id) ? statement.Bind(at).Bind(id) : statement;
    }

    private static string Has<T>(T? value, string condition)
        where T : struct => value is null ? "" : " AND " + condition;

    private static string Escape(string text) =>
        text.ToLowerInvariant().Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
