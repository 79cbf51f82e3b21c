using System.Collections.Concurrent;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Intake;

/// <summary>
/// Keeps the records of the intake: what could not be taken, what was mended. Knows in memory what the quarantine holds, so that an object that is good
/// costs one look-up.
/// </summary>
public sealed class IntakeBook(IQuarantine quarantine, IRepairLog repairs)
{
    private ConcurrentDictionary<(Guid Connection, string Identity), byte> _held = [];

    /// <summary>Reads anew what the quarantine holds: at the start, and when another process changed it.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var held = await quarantine.IdentitiesAsync(cancellation);
        _held = new(held.Select(entry => KeyValuePair.Create(entry, (byte)0)));
    }

    /// <summary>Records what came of documents of one source. The operator's own need no record: it was told at once.</summary>
    internal async ValueTask RecordAsync(IReadOnlyList<Brought> documents, CancellationToken cancellation)
    {
        if (documents.Count == 0 || documents[0].Source.Connection is not { } connection)
        {
            return;
        }

        List<(QuarantinedObject, ReadOnlyMemory<byte>)>? kept = null;
        List<(RepairedObject, ReadOnlyMemory<byte>)>? mended = null;
        List<string>? cleared = null;
        foreach (var document in documents)
        {
            var result = document.Result;
            if (result.Succeeded)
            {
                if (result is { Repairs.Count: > 0, Key: { } key, Outcome: not IntakeOutcome.Unchanged })
                {
                    (mended ??= []).Add((Repaired(connection, key, document), document.Utf8));
                }

                if (!document.IsPatch && !_held.IsEmpty && Identity(document) is var identity && _held.ContainsKey((connection, identity)))
                {
                    (cleared ??= []).Add(identity);
                }
            }
            else if (!document.IsPatch && IsKept(document))
            {
                (kept ??= []).Add((Quarantined(connection, document), document.Utf8));
            }
        }

        if (kept is not null)
        {
            await quarantine.AddAsync(kept, cancellation);
            kept.ForEach(entry => _held.TryAdd((connection, entry.Item1.Identity), 0));
        }

        if (mended is not null)
        {
            await repairs.AddAsync(mended, cancellation);
        }

        if (cleared is not null)
        {
            await quarantine.ClearAsync(connection, cleared, cancellation);
            cleared.ForEach(identity => _held.TryRemove((connection, identity), out _));
        }
    }

    /// <summary>What is older, or belongs to something unknown yet, is no bad document; and what a partner pushes for others it is told not to.</summary>
    private static bool IsKept(Brought document) => document.Result.Outcome switch
    {
        IntakeOutcome.Invalid or IntakeOutcome.Malformed or IntakeOutcome.Conflict => true,
        IntakeOutcome.Foreign => !document.Pushed,
        _ => false,
    };

    private static string Identity(Brought document) => document.Result.Key is { } key
        ? IntakeIdentity.Of(key, document.Part, document.Calendar)
        : IntakeIdentity.Of(document.Module, document.Utf8.Span);

    private static QuarantinedObject Quarantined(Guid connection, Brought document) => new()
    {
        Id = Guid.NewGuid(),
        Connection = connection,
        Module = document.Module,
        Version = document.Source.Version,
        Key = document.Result.Key,
        Part = document.Part,
        Calendar = document.Calendar,
        For = document.For ?? document.Source.For,
        Pushed = document.Pushed,
        Outcome = document.Result.Outcome,
        Reason = document.Result.Message ?? "It cannot be taken.",
        Findings = document.Result.Findings,
        Identity = Identity(document),
    };

    private static RepairedObject Repaired(Guid connection, ObjectKey key, Brought document) => new()
    {
        Id = Guid.NewGuid(),
        Connection = connection,
        Key = key,
        Part = document.Part,
        Calendar = document.Calendar,
        Version = document.Source.Version,
        Repairs = document.Result.Repairs,
        Identity = Identity(document),
    };
}

/// <summary>A document that was brought, and what came of it.</summary>
/// <param name="Source">Who brought it.</param>
/// <param name="Module">The module.</param>
/// <param name="Utf8">The document as it came.</param>
internal sealed record Brought(IntakeSource Source, ModuleId Module, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The part of a Location that it is.</summary>
    public ObjectPart? Part { get; init; }

    /// <summary>The Calendar of a BookingLocation that it is.</summary>
    public string? Calendar { get; init; }

    /// <summary>The party that it is for, where that was known beside it.</summary>
    public PartyId? For { get; init; }

    /// <summary>Whether the partner pushed it, rather than listed it.</summary>
    public bool Pushed { get; init; } = true;

    /// <summary>Whether it is a PATCH: no object of its own, so it is never kept for later.</summary>
    public bool IsPatch { get; init; }

    /// <summary>What came of it.</summary>
    public required IntakeResult Result { get; init; }
}
