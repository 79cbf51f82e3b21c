using System.Globalization;
using Busbar.Core.Limits;

namespace Busbar.Configuration;

/// <summary>Reads how fast each partner's requests are taken.</summary>
internal sealed class LimitsReader(IConfigurationSection section, List<string> errors)
{
    public const string Section = "Limits";
    private const string PerSecond = "RequestsPerSecond";
    private const string Burst = "Burst";

    private static readonly string[] KnownKeys = [PerSecond, Burst];

    public RequestRate? Read()
    {
        foreach (var key in section.GetChildren().Select(child => child.Key).Where(key => !KnownKeys.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            errors.Add($"{section.Path}:{key} is not a setting (known: {string.Join(", ", KnownKeys)})");
        }

        var rate = ReadRate();
        var burst = ReadBurst();
        if (burst is not null && string.IsNullOrEmpty(section[PerSecond]))
        {
            errors.Add($"{section.Path}:{Burst} says nothing without {section.Path}:{PerSecond}");
        }

        return rate is { } perSecond ? RequestRate.Of(perSecond, burst) : null;
    }

    private decimal? ReadRate()
    {
        if (section[PerSecond] is not { Length: > 0 } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.01m and <= 100_000m)
        {
            return rate;
        }

        errors.Add($"{section.Path}:{PerSecond} must be a number from 0.01 to 100000; leave it out to take requests as they come");
        return null;
    }

    private int? ReadBurst()
    {
        if (section[Burst] is not { Length: > 0 } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var burst) && burst is >= 1 and <= 100_000)
        {
            return burst;
        }

        errors.Add($"{section.Path}:{Burst} must be a whole number from 1 to 100000");
        return null;
    }
}
