using System.Buffers;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Delivery.Push;

/// <summary>
/// Tells a partner that it may not use any more what it was shown: a Tariff by DELETE, a Token by valid=false, a Location by EVSEs that are REMOVED and, where the version
/// has it, by publish=false. What is said reveals nothing: a partner that never had the object learns nothing of it but its id.
/// </summary>
internal sealed class Withdrawals(IPartnerLink link)
{
    /// <summary>Whether objects of a module are taken back at all.</summary>
    public static bool Concern(ModuleId module) =>
        module == ModuleId.Locations || module == ModuleId.Tariffs || module == ModuleId.Tokens || module == OwnedModule.BookingLocations.Module;

    /// <returns>The answer that decides; null when there is nothing that could be told.</returns>
    /// <param name="view">The partner.</param>
    /// <param name="state">The object.</param>
    /// <param name="at">Since when it is so.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<PartnerAnswer?> TellAsync(PartnerView view, OutgoingState state, DateTimeOffset at, CancellationToken cancellation)
    {
        var module = state.Stored.Key.Module;
        if (view.Connection.Version is not { } version || !view.CanTell(module))
        {
            return null;
        }

        if (module == ModuleId.Tariffs)
        {
            return await link.SendAsync(view.Connection, MessageComposer.Delete(view, state), cancellation);
        }

        var parts = Parts(state.Stored, version, at);
        if (parts.Count == 0)
        {
            return module == OwnedModule.BookingLocations.Module ? await PutAsync(view, state, version, at, null, cancellation) : null;
        }

        PartnerAnswer? answer = null;
        foreach (var (evse, members) in view.Connection.Profile.Patch ? parts : [])
        {
            answer = await link.SendAsync(view.Connection, MessageComposer.Patch(view, state, evse, members), cancellation);
            if (answer.Kind == AnswerKind.Refused && !IsUnknown(answer))
            {
                return await PutAsync(view, state, version, at, answer, cancellation);
            }

            if (answer.Kind is not (AnswerKind.Accepted or AnswerKind.Refused) || (evse is null && IsUnknown(answer)))
            {
                return answer;
            }
        }

        return answer ?? await PutAsync(view, state, version, at, null, cancellation);
    }

    /// <summary>Whether the partner says that it does not know the object.</summary>
    public static bool IsUnknown(PartnerAnswer answer) => answer is { Kind: AnswerKind.Refused, HttpStatus: 404 } or { Kind: AnswerKind.Refused, OcpiStatus: 2003 or 2004 };

    /// <summary>Partners that take no PATCH get the object whole, as one that is gone.</summary>
    private async Task<PartnerAnswer?> PutAsync(
        PartnerView view, OutgoingState state, OcpiVersion version, DateTimeOffset at, PartnerAnswer? refused, CancellationToken cancellation) =>
        await state.GoneInAsync(version, at) is { Withheld: null } gone
            ? await link.SendAsync(view.Connection, MessageComposer.Put(view, state, gone.Utf8), cancellation)
            : refused;

    private static List<(string? Evse, ReadOnlyMemory<byte> Members)> Parts(StoredObject stored, OcpiVersion version, DateTimeOffset at)
    {
        var parts = new List<(string?, ReadOnlyMemory<byte>)>();
        if (stored.Key.Module == ModuleId.Tokens)
        {
            parts.Add((null, Members(version, at, writer => writer.WriteBoolean("valid"u8, false))));
        }
        else if (stored.Key.Module == ModuleId.Locations)
        {
            if (version > OcpiVersion.V211 && !stored.Facts.Published)
            {
                parts.Add((null, Members(version, at, writer => writer.WriteBoolean("publish"u8, false))));
            }

            var removed = Members(version, at, writer => writer.WriteString("status"u8, "REMOVED"u8));
            parts.AddRange(Evses(stored.Utf8.Span).Select(uid => ((string?)uid, removed)));
        }

        return parts;
    }

    private static ReadOnlyMemory<byte> Members(OcpiVersion version, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(96);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        write(writer);

        writer.WriteString("last_updated"u8, OcpiDateTime.Format(Written(version, at)));
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenMemory;
    }

    /// <summary>As a version writes it; never earlier than what the partner was shown in that version.</summary>
    private static DateTimeOffset Written(OcpiVersion version, DateTimeOffset at)
    {
        var step = version == OcpiVersion.V211 ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        var rest = at.UtcTicks % step;
        return new DateTimeOffset(at.UtcTicks - rest + (rest > 0 && version > OcpiVersion.V211 ? step : 0), TimeSpan.Zero);
    }

    private static List<string> Evses(ReadOnlySpan<byte> location)
    {
        var found = new List<string>();
        var reader = new Utf8JsonReader(location);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 3 } && reader.ValueTextEquals("uid"u8) && reader.Read()
                && reader.TokenType == JsonTokenType.String)
            {
                found.Add(reader.GetString()!);
            }
            else if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && !reader.ValueTextEquals("evses"u8))
            {
                reader.Skip();
            }
        }

        return found;
    }
}
