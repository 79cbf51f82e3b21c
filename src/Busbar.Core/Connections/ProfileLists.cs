using System.Text.Json;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Repairs;

namespace Busbar.Core.Connections;

/// <summary>The settings of a profile that hold more than one value.</summary>
internal static class ProfileLists
{
    private static readonly HashSet<ModuleId> Pulled =
    [
        ModuleId.Tokens, ModuleId.Tariffs, ModuleId.Locations, ModuleId.Sessions, ModuleId.Cdrs, ModuleId.HubClientInfo, ModuleId.Bookings, ModuleId.InvoiceReconciliation,
        ModuleId.From(Collections.Terminals), ModuleId.From(Collections.FinancialAdviceConfirmations), ModuleId.From(Collections.BookingLocations),
    ];

    public static ProfileField Modules { get; } = new(
        "modules",
        $"Which sides of a module we take, where that departs from the defaults: {ProfileWords.All<ModuleUse>()}; default or null puts it back.",
        static (json, profile) => WriteAll(json, profile.Modules.Set, (name, use) => json.WriteString(name, ProfileWords.Of(use))),
        ReadModules)
    { Reset = static (profile, _) => profile with { Modules = ModuleSwitches.Default } };

    public static ProfileField Required { get; } = new(
        "required",
        "What the partner must offer before a handshake succeeds, as \"module/ROLE\"; credentials is always required.",
        static (json, profile) =>
        {
            json.WriteStartArray();
            foreach (var required in profile.Required)
            {
                json.WriteStringValue($"{required.Module}/{required.Role}");
            }

            json.WriteEndArray();
        },
        ReadRequired)
    { Reset = static (profile, plain) => profile with { Required = plain.Required } };

    public static ProfileField Repairs { get; } = new(
        "repairs",
        "Which faults of the partner's objects are mended, where that departs from the defaults; \"*\" stands for every rule that is not named.",
        static (json, profile) => WriteAll(json, profile.Repairs.Set, json.WriteBoolean),
        ReadRepairs)
    { Reset = static (profile, _) => profile with { Repairs = RepairSettings.Default } };

    public static ProfileField PullMinutes { get; } = new(
        "pull_minutes",
        "How often single modules are asked for what changed, in minutes, where that departs from pull_interval_minutes; 0 only when you ask, null puts a module back.",
        static (json, profile) => WriteAll(json, profile.PullIntervals.Set, (name, interval) => json.WriteNumber(name, (int)interval.TotalMinutes)),
        ReadPullMinutes)
    { Reset = static (profile, _) => profile with { PullIntervals = PullIntervals.Default } };

    private static PartnerProfile ReadPullMinutes(PartnerProfile profile, JsonElement value, ProfileErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return errors.Add(profile, "pull_minutes", "type", "must be an object of modules.");
        }

        var intervals = profile.PullIntervals;
        foreach (var member in value.EnumerateObject())
        {
            var module = ModuleId.From(member.Name.ToLowerInvariant());
            if (!Pulled.Contains(module))
            {
                errors.Add(profile, $"pull_minutes/{member.Name}", "enum", "is no module that is pulled.");
            }
            else if (member.Value.ValueKind == JsonValueKind.Null)
            {
                intervals = intervals.With(module, null);
            }
            else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var minutes) && minutes is >= 0 and <= 525_600)
            {
                intervals = intervals.With(module, TimeSpan.FromMinutes(minutes));
            }
            else
            {
                errors.Add(profile, $"pull_minutes/{member.Name}", "range", "must be a whole number of minutes from 0 to 525600.");
            }
        }

        return profile with { PullIntervals = intervals };
    }

    public static ProfileField Seen { get; } = new(
        "seen",
        $"What else was seen of the partner, in the handshake and since: {string.Join(", ", Habits.Select(habit => habit.Name))}, and page_limit, the largest page that it gives. Null forgets it.",
        static (json, profile) =>
        {
            json.WriteStartObject();
            if (profile.Seen.PageLimit is { } limit)
            {
                json.WriteNumber("page_limit", limit);
            }

            foreach (var (name, get, _) in Habits)
            {
                if (get(profile.Seen))
                {
                    json.WriteBoolean(name, true);
                }
            }

            json.WriteEndObject();
        },
        ReadSeen)
    { Reset = static (profile, _) => profile with { Seen = new PartnerHabits() } };

    private static IReadOnlyList<(string Name, Func<PartnerHabits, bool> Get, Func<PartnerHabits, bool, PartnerHabits> Set)> Habits =>
    [
        ("no_message_ids", seen => seen.NoMessageIds, (seen, yes) => seen with { NoMessageIds = yes }),
        ("no_routing_headers", seen => seen.NoRoutingHeaders, (seen, yes) => seen with { NoRoutingHeaders = yes }),
        ("lower_case_headers", seen => seen.LowerCaseHeaders, (seen, yes) => seen with { LowerCaseHeaders = yes }),
        ("other_dates", seen => seen.OtherDates, (seen, yes) => seen with { OtherDates = yes }),
        ("http_errors", seen => seen.HttpErrors, (seen, yes) => seen with { HttpErrors = yes }),
        ("no_envelope", seen => seen.NoEnvelope, (seen, yes) => seen with { NoEnvelope = yes }),
    ];

    private static PartnerProfile ReadSeen(PartnerProfile profile, JsonElement value, ProfileErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return errors.Add(profile, "seen", "type", "must be an object of what was seen.");
        }

        var seen = profile.Seen;
        foreach (var member in value.EnumerateObject())
        {
            var path = "seen/" + member.Name;
            var habit = Habits.FirstOrDefault(known => known.Name == member.Name);
            if (member.Name == "page_limit")
            {
                if (member.Value.ValueKind == JsonValueKind.Null)
                {
                    seen = seen with { PageLimit = null };
                }
                else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var limit) && limit > 0)
                {
                    seen = seen with { PageLimit = limit };
                }
                else
                {
                    errors.Add(profile, path, "type", "must be a whole number above 0.");
                }
            }
            else if (habit.Name is null)
            {
                errors.Add(profile, path, "unknown", "is nothing that is seen of partners.");
            }
            else if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)
            {
                seen = habit.Set(seen, member.Value.ValueKind == JsonValueKind.True);
            }
            else
            {
                errors.Add(profile, path, "type", "must be true or false.");
            }
        }

        return profile with { Seen = seen };
    }

    private static void WriteAll<T>(Utf8JsonWriter json, IReadOnlyDictionary<string, T> members, Action<string, T> write)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            write(name, value);
        }

        json.WriteEndObject();
    }

    private static PartnerProfile ReadModules(PartnerProfile profile, JsonElement value, ProfileErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return errors.Add(profile, "modules", "type", "must be an object of modules.");
        }

        var switches = profile.Modules;
        foreach (var member in value.EnumerateObject())
        {
            var module = ModuleId.From(member.Name.ToLowerInvariant());
            var word = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
            if (module == ModuleId.Credentials)
            {
                errors.Add(profile, $"modules/{member.Name}", "fixed", "cannot be switched: without credentials there is no connection.");
            }
            else if (member.Value.ValueKind == JsonValueKind.Null || word == "default")
            {
                switches = switches.With(module, null);
            }
            else if (word is not null && ProfileWords.TryRead(word, out ModuleUse use))
            {
                switches = switches.With(module, use);
            }
            else
            {
                errors.Add(profile, $"modules/{member.Name}", "enum", $"must be one of {ProfileWords.All<ModuleUse>()}, default.");
            }
        }

        return profile with { Modules = switches };
    }

    private static PartnerProfile ReadRequired(PartnerProfile profile, JsonElement value, ProfileErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return errors.Add(profile, "required", "type", "must be a list.");
        }

        var required = new List<RequiredEndpoint>();
        foreach (var item in value.EnumerateArray())
        {
            var parts = item.ValueKind == JsonValueKind.String ? item.GetString()!.Split('/') : [];
            if (parts is [{ Length: > 0 } module, { } role] && role.ToUpperInvariant() is "SENDER" or "RECEIVER")
            {
                required.Add(new RequiredEndpoint(ModuleId.From(module.ToLowerInvariant()), InterfaceRole.From(role.ToUpperInvariant())));
            }
            else
            {
                errors.Add(profile, $"required/{required.Count}", "endpoint", "must be a module and a role, like \"locations/SENDER\".");
            }
        }

        return profile with { Required = required };
    }

    private static PartnerProfile ReadRepairs(PartnerProfile profile, JsonElement value, ProfileErrors errors)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return errors.Add(profile, "repairs", "type", "must be an object of rules.");
        }

        var settings = profile.Repairs;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name != RepairSettings.Everything && !RepairRule.All.Contains(member.Name))
            {
                errors.Add(profile, $"repairs/{member.Name}", "unknown", $"is no repair; there are {string.Join(", ", RepairRule.All)}, and * for all of them.");
            }
            else if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null)
            {
                settings = settings.With(member.Name, member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.GetBoolean());
            }
            else
            {
                errors.Add(profile, $"repairs/{member.Name}", "type", "must be true or false.");
            }
        }

        return profile with { Repairs = settings };
    }
}
