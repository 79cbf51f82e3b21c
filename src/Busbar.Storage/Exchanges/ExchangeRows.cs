using System.Text.Json;
using Busbar.Core.Exchanges;
using Busbar.Ocpi.Model.Versions;
using Busbar.Storage.Documents;
using Busbar.Storage.Sql;

namespace Busbar.Storage.Exchanges;

/// <summary>Exchanges as rows.</summary>
internal static class ExchangeRows
{
    // Others' writes wait behind a trim; what is left over goes with the next one.
    private const int LargestTrim = 4096;

    public const string Select = """
        SELECT id, at, connection, direction, method, url, module, http_status, ocpi_status, duration, request_id, correlation_id,
        request_body, response_body, notes FROM exchanges
        """;

    /// <summary>As <see cref="Select"/>, without bodies, with the change that was delivered.</summary>
    private const string SelectDeliveries = """
        SELECT id, at, connection, direction, method, url, module, http_status, ocpi_status, duration, request_id, correlation_id,
        NULL, NULL, notes, sequence FROM exchanges
        """;

    /// <summary>Adds exchanges; each with the row of the object that it delivered, if it did.</summary>
    public static void Insert(ISqlSession session, IReadOnlyCollection<(Exchange Exchange, long? Subject)> exchanges) => session.InsertMany(
        """
        INSERT INTO exchanges (id, at, connection, direction, method, url, module, http_status, ocpi_status, duration, request_id, correlation_id,
        request_body, response_body, notes, failed, object, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
        """,
        exchanges,
        static (statement, row) => Bind(statement, row.Exchange, row.Subject));

    private static void Bind(Statement statement, Exchange exchange, long? subject) => statement
        .Bind(exchange.Id).Bind(exchange.At).Bind(exchange.Connection).Bind((long)exchange.Direction).Bind(exchange.Method).Bind(exchange.Url)
        .Bind(exchange.Module?.Value).Bind((long?)exchange.HttpStatus).Bind((long?)exchange.OcpiStatus).Bind(exchange.Duration.Ticks)
        .Bind(exchange.RequestId).Bind(exchange.CorrelationId).Bind(exchange.RequestBody).Bind(exchange.ResponseBody)
        .Bind(exchange.Notes.Count == 0 ? null : JsonSerializer.Serialize(exchange.Notes, StoredDocuments.Default.IReadOnlyListString))
        .Bind(exchange.HttpStatus is null or >= 400 || exchange.OcpiStatus >= 2000).Bind(subject).Bind(subject is null ? null : exchange.Subject?.Sequence);

    /// <summary>The newest delivery of an object to each connection.</summary>
    public static List<Exchange> ListLast(ISqlSession session, ModuleId module, long ordinal, long subject) => session
        .Open($"{SelectDeliveries} WHERE number IN (SELECT max(number) FROM exchanges WHERE object = ? GROUP BY connection)")
        .Bind(subject).ReadAll(row => Map(row) with { Subject = new ExchangeSubject(module, ordinal, row.Int64(15)) });

    public static Exchange Map(Statement row) => new()
    {
        Id = row.Guid(0),
        At = row.Instant(1),
        Connection = row.GuidOrNull(2),
        Direction = (ExchangeDirection)row.Int32(3),
        Method = row.Text(4),
        Url = row.Text(5),
        Module = row.TextOrNull(6) is { } module ? new ModuleId(module) : null,
        HttpStatus = row.Int32OrNull(7),
        OcpiStatus = row.Int32OrNull(8),
        Duration = TimeSpan.FromTicks(row.Int64(9)),
        RequestId = row.TextOrNull(10),
        CorrelationId = row.TextOrNull(11),
        RequestBody = row.TextOrNull(12),
        ResponseBody = row.TextOrNull(13),
        Notes = row.TextOrNull(14) is { } notes ? JsonSerializer.Deserialize(notes, StoredDocuments.Default.IReadOnlyListString) ?? [] : [],
    };

    public static List<Exchange> List(ISqlSession session, ExchangeQuery query)
    {
        var where = $"{(query.Connection is null ? "" : " AND connection = ?")}{(query.Direction is null ? "" : " AND direction = ?")}"
            + $"{(query.Module is null ? "" : " AND module = ?")}{(query.CorrelationId is null ? "" : " AND correlation_id = ?")}"
            + $"{(query.Before is null ? "" : " AND at < ?")}{(query.FailedOnly ? " AND failed = 1" : "")}";
        var statement = session.Open($"{Select} WHERE 1 = 1{where} ORDER BY at DESC, number DESC LIMIT ?");
        _ = query.Connection is { } connection ? statement.Bind(connection) : statement;
        _ = query.Direction is { } direction ? statement.Bind((long)direction) : statement;
        _ = query.Module is { } module ? statement.Bind(module) : statement;
        _ = query.CorrelationId is { } correlation ? statement.Bind(correlation) : statement;
        _ = query.Before is { } before ? statement.Bind(before) : statement;
        return statement.Bind((long)query.Limit).ReadAll(Map);
    }

    /// <summary>Removes what is too old or too many, a limited number at a time.</summary>
    public static void Trim(ISqlSession session, ExchangeLogOptions options, DateTimeOffset now)
    {
        if (options.KeepFor < now - DateTimeOffset.MinValue)
        {
            session.Open($"DELETE FROM exchanges WHERE number IN (SELECT number FROM exchanges WHERE at < ? LIMIT {LargestTrim})")
                .Bind(now - options.KeepFor).Run();
        }

        session.Open($"DELETE FROM exchanges WHERE number IN (SELECT number FROM exchanges WHERE number <= (SELECT max(number) FROM exchanges) - ? LIMIT {LargestTrim})")
            .Bind((long)options.Keep).Run();
    }
}
