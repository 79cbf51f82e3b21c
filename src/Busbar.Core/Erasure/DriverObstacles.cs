using System.Globalization;
using System.Text.Json;
using Busbar.Core.Connections;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Core.Erasure;

/// <summary>
/// What stands against erasing a driver now: whatever goes on still needs to know who it is. The sentences name nobody.
/// </summary>
internal sealed class DriverObstacles(DateTimeOffset now)
{
    private const int MostNamed = 5;

    /// <summary>A session that nothing was heard of for so long is over, whatever it says.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(30);

    private readonly Dictionary<string, List<ObjectKey>> _found = [];

    private bool _unchecked;

    /// <summary>The newest change of an object of the driver's that partners have to know of.</summary>
    public long Sequence { get; private set; }

    public void Look(FoundObject found)
    {
        var stored = found.Stored;
        Sequence = Math.Max(Sequence, stored.Sequence);
        if (stored.Key.Module == ModuleId.Tokens)
        {
            if (DriverToken.IsValid(stored))
            {
                Add("is valid: its owner has to withdraw it first (valid=false, or DELETE)", stored.Key);
            }

            return;
        }

        if (stored.Deleted)
        {
            return;
        }

        if (IsRunning(stored))
        {
            Add(stored.Key.Module == ModuleId.Sessions ? "is not over: it has to be COMPLETED or INVALID" : "is not over", stored.Key);
        }

        if (HeldAudience.IsHeld(stored.Facts))
        {
            Add("is held back: accept it first", stored.Key);
        }

        _unchecked |= found.Unchecked;
        if (found.RefusalOpen && (stored.Key.Module == ModuleId.Sessions || stored.Key.Module == ModuleId.Cdrs))
        {
            Add("was refused by a partner: settle that first (/api/refusals)", stored.Key);
        }
    }

    /// <summary>All of them, in sentences.</summary>
    public IReadOnlyList<string> Sentences(ErasureDelays delays, ConnectionDirectory? directory)
    {
        List<string> sentences = [.. _found.Select(entry => $"{Names(entry.Value)} {entry.Key}.")];
        if (delays.Partners.Count > 0)
        {
            var names = delays.Partners.Take(MostNamed).Select(id => directory?.Current.Find(id)?.Name ?? id.ToString());
            sentences.Add($"Not yet told of the last changes: {string.Join(", ", names)}{More(delays.Partners.Count)}. A partner that is not to come back is removed (DELETE /api/connections/…).");
        }

        if (_unchecked)
        {
            sentences.Add("CDRs are still to be checked.");
        }

        if (delays.Calls > 0)
        {
            sentences.Add(string.Create(CultureInfo.InvariantCulture, $"{delays.Calls} calls are under way."));
        }

        return sentences;
    }

    /// <summary>Whether nothing but time is needed.</summary>
    public bool PassByThemselves => _found.Count == 0;

    private bool IsRunning(StoredObject stored)
    {
        var module = stored.Key.Module;
        if (module == ModuleId.Sessions)
        {
            return ObjectScan.Read(stored.Utf8.Span, "id").Status is "ACTIVE" or "PENDING" or "RESERVATION" && stored.Facts.LastUpdated > now - Silence;
        }

        if (!OwnedModule.Bookings.Module.Equals(module) || ObjectScan.Read(stored.Utf8.Span, "id").Status is not ("PENDING" or "RESERVED"))
        {
            return false;
        }

        using var document = JsonDocument.Parse(stored.Utf8);
        return document.RootElement.TryGetProperty("period", out var period) && period.ValueKind == JsonValueKind.Object
            && !(OcpiDateTime.TryParse(TokenMention.Text(period, "end_date_time") ?? "", out var end) && end < now);
    }

    private void Add(string what, ObjectKey key)
    {
        if (!_found.TryGetValue(what, out var keys))
        {
            _found.Add(what, keys = []);
        }

        keys.Add(key);
    }

    /// <summary>A token's id is its uid: of tokens only their number is told.</summary>
    private static string Names(List<ObjectKey> keys) => keys[0].Module == ModuleId.Tokens
        ? string.Create(CultureInfo.InvariantCulture, $"The token ({keys.Count} of {keys[0].Owner})")
        : string.Join(", ", keys.Take(MostNamed).Select(key => $"{key.Module}/{key.Owner.CountryCode}/{key.Owner.Code}/{key.Id}")) + More(keys.Count);

    private static string More(int count) => count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {count - MostNamed} more") : "";
}
