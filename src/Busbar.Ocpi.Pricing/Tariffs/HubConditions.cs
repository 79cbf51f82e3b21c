using System.Globalization;
using System.Text.Json;
using Busbar.Ocpi.Model.Tariffs;

namespace Busbar.Ocpi.Pricing.Tariffs;

/// <summary>Conditions that a hub puts on a whole tariff (D-EXT): windows and weekdays in which the session must start, and the operator it is meant for.</summary>
internal sealed class HubConditions
{
    private readonly List<(long From, long To)> _windows = [];
    private readonly int _weekdays;

    public HubConditions(Tariff tariff)
    {
        Country = Member(tariff, "target_operator_country_code");
        Party = Member(tariff, "target_operator_party_id");
        if ((tariff.Unknown?.TryGetValue("restriction", out var restriction) == true || tariff.Unknown?.TryGetValue("restrictions", out restriction) == true) && restriction.ValueKind == JsonValueKind.Object)
        {
            RestrictsStart = true;
            AddWindow(Text(restriction, "start_time"), Text(restriction, "end_time"));
            AddWindow(Text(restriction, "start_time_2"), Text(restriction, "end_time_2"));
            _weekdays = Weekdays(restriction);
        }
    }

    public string? Country { get; }

    public string? Party { get; }

    /// <summary>Whether it looks at the start of the session; such a tariff comes before others.</summary>
    public bool RestrictsStart { get; }

    /// <summary>Whether a session may start at a moment of the local clock.</summary>
    public bool Allow(long localTicks)
    {
        var time = localTicks % TimeSpan.TicksPerDay;
        return (_weekdays == 0 || (_weekdays & (1 << (int)new DateTime(localTicks).DayOfWeek)) != 0)
            && (_windows.Count == 0 || _windows.Exists(window => window.From < window.To ? time >= window.From && time < window.To : time >= window.From || time < window.To));
    }

    private void AddWindow(string? from, string? to)
    {
        if (from is null && to is null)
        {
            return;
        }

        var end = Time(to);
        _windows.Add((Time(from), end == 0 ? TimeSpan.TicksPerDay : end));
    }

    private static long Time(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Ticks : 0;

    private static int Weekdays(JsonElement restriction)
    {
        var days = 0;
        if (restriction.TryGetProperty("day_of_week", out var given) && given.ValueKind == JsonValueKind.Array)
        {
            foreach (var day in given.EnumerateArray())
            {
                days |= day.ValueKind == JsonValueKind.String && Enum.TryParse<System.DayOfWeek>(day.GetString(), ignoreCase: true, out var weekday) ? 1 << (int)weekday : 0;
            }
        }

        return days;
    }

    private static string? Member(Tariff tariff, string name) => tariff.Unknown?.TryGetValue(name, out var value) == true && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
