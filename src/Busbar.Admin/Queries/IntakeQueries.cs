using System.Text;
using System.Text.Unicode;
using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Busbar.Core.Intake;
using Busbar.Core.Losses;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Repairs;
using Busbar.Ocpi.Wire.Validation;

namespace Busbar.Admin.Queries;

internal sealed class IntakeQueries(IQuarantine quarantine, IRepairLog repairs, LossCounters losses, LossQueries lost, ConnectionDirectory directory) : IIntakeQueries
{
    public Task<Page<QuarantineView>> NewestQuarantineAsync(Guid? connection, int limit, CancellationToken cancellation) =>
        QuarantineAsync(new IntakeQuery { Connection = connection, Limit = limit }, cancellation);

    public Task<Page<RepairedView>> NewestRepairsAsync(Guid? connection, int limit, CancellationToken cancellation) =>
        RepairsAsync(new IntakeQuery { Connection = connection, Limit = limit }, cancellation);

    public async Task<Page<ObjectLossView>> LossesAsync(Guid connection, int limit, CancellationToken cancellation) =>
        directory.Current.Find(connection) is { Version: { } version } reader
            ? await lost.ListAsync(new LossQuery { Reader = reader, Version = version, Limit = limit }, cancellation)
            : new Page<ObjectLossView> { Items = [] };

    public async Task<Page<QuarantineView>> QuarantineAsync(IntakeQuery query, CancellationToken cancellation)
    {
        var found = await quarantine.ListAsync(query, cancellation);
        return new Page<QuarantineView>
        {
            Items = [.. found.Select(entry => Of(entry, null))],
            Next = found.Count == query.Limit ? PlaceText.Write(found[^1].LastSeen, found[^1].Id) : null,
        };
    }

    public async Task<QuarantineView?> FindQuarantinedAsync(Guid id, CancellationToken cancellation) =>
        await quarantine.FindAsync(id, cancellation) is { } entry ? Of(entry, await quarantine.ReadAsync(id, cancellation)) : null;

    public async Task<Page<RepairedView>> RepairsAsync(IntakeQuery query, CancellationToken cancellation)
    {
        var found = await repairs.ListAsync(query, cancellation);
        return new Page<RepairedView>
        {
            Items = [.. found.Select(record => Of(record, null))],
            Next = found.Count == query.Limit ? PlaceText.Write(found[^1].LastSeen, found[^1].Id) : null,
        };
    }

    public async Task<RepairedView?> FindRepairedAsync(Guid id, CancellationToken cancellation) =>
        await repairs.FindAsync(id, cancellation) is { } record ? Of(record, await repairs.ReadAsync(id, cancellation)) : null;

    public async Task<IReadOnlyList<IntakeView>> CountAsync(CancellationToken cancellation)
    {
        var held = await quarantine.CountAsync(cancellation);
        var mended = (await repairs.CountAsync(null, cancellation)).ToLookup(count => count.Connection);
        var lossCounts = await losses.ReadAsync(cancellation);
        var values = lossCounts.Where(count => count.Rule != LossCount.Withheld).ToLookup(count => count.Connection);
        var withheld = lossCounts.Where(count => count.Rule == LossCount.Withheld).ToDictionary(count => count.Connection, count => count.Count);
        return
        [
            .. directory.Current.Connections
                .Where(connection => held.ContainsKey(connection.Id) || mended.Contains(connection.Id) || values.Contains(connection.Id) || withheld.ContainsKey(connection.Id))
                .OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase)
                .Select(connection => new IntakeView
                {
                    Connection = connection.Id,
                    Quarantined = held.GetValueOrDefault(connection.Id),
                    Repairs = mended[connection.Id].ToDictionary(count => count.Rule, count => count.Count),
                    Losses = values[connection.Id].OrderByDescending(count => count.Count).ThenBy(count => count.Rule, StringComparer.Ordinal)
                        .ToDictionary(count => count.Rule, count => count.Count),
                    Withheld = withheld.GetValueOrDefault(connection.Id),
                }),
        ];
    }

    public static RetryView Of(IntakeResult result) => new()
    {
        Taken = result.Succeeded,
        Outcome = Words.Of(result.Outcome),
        Message = result.Message,
        Findings = [.. result.Findings.Select(Of)],
        Repairs = [.. result.Repairs.Select(Of)],
    };

    private static QuarantineView Of(QuarantinedObject entry, ReadOnlyMemory<byte>? utf8)
    {
        var (id, type) = IdOf(entry.Key);
        var isText = utf8 is { } bytes && Utf8.IsValid(bytes.Span);
        return new QuarantineView
        {
            Id = entry.Id,
            Connection = entry.Connection,
            Module = entry.Module.Value,
            Version = entry.Version.Number(),
            CountryCode = entry.Key?.Owner.CountryCode,
            PartyId = entry.Key?.Owner.Code,
            ObjectId = id,
            TokenType = type,
            EvseUid = entry.Part?.EvseUid,
            ConnectorId = entry.Part?.ConnectorId,
            Way = entry.Pushed ? "pushed" : "pulled",
            Outcome = Words.Of(entry.Outcome),
            Reason = entry.Reason,
            Findings = [.. entry.Findings.Select(Of)],
            FirstSeen = entry.FirstSeen,
            LastSeen = entry.LastSeen,
            Count = entry.Count,
            Document = isText ? Encoding.UTF8.GetString(utf8!.Value.Span) : null,
            DocumentBase64 = utf8 is { } raw && !isText ? Convert.ToBase64String(raw.Span) : null,
        };
    }

    private static RepairedView Of(RepairedObject record, ReadOnlyMemory<byte>? utf8)
    {
        var (id, type) = IdOf(record.Key);
        return new RepairedView
        {
            Id = record.Id,
            Connection = record.Connection,
            Module = record.Key.Module.Value,
            Version = record.Version.Number(),
            CountryCode = record.Key.Owner.CountryCode,
            PartyId = record.Key.Owner.Code,
            ObjectId = id!,
            TokenType = type,
            EvseUid = record.Part?.EvseUid,
            ConnectorId = record.Part?.ConnectorId,
            Repairs = [.. record.Repairs.Select(Of)],
            FirstSeen = record.FirstSeen,
            LastSeen = record.LastSeen,
            Count = record.Count,
            Document = utf8 is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null,
        };
    }

    private static (string? Id, string? Type) IdOf(ObjectKey? key)
    {
        if (key is not { } known || known.Module != ModuleId.Tokens)
        {
            return (key?.Id, null);
        }

        var (uid, type) = TokenKey.Parse(known.Id);
        return (uid, type);
    }

    private static FindingView Of(Finding finding) => new()
    {
        Path = finding.Path,
        Rule = finding.Rule,
        Severity = Words.Of(finding.Severity),
        Message = finding.Message,
        Requirement = finding.Requirement,
    };

    private static RepairView Of(AppliedRepair repair) => new() { Path = repair.Path, Rule = repair.Rule, Message = repair.Message };
}
