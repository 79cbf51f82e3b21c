using System.Globalization;
using Busbar.Core.Retention;

namespace Busbar.Configuration;

/// <summary>Reads how long what is kept: "400d", "12h", or "forever".</summary>
internal sealed class RetentionReader(IConfigurationSection section, List<string> errors)
{
    // What is removed sooner may still be wanted by somebody who reads along.
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    private static readonly RetentionPolicy Default = new();

    public RetentionPolicy Read()
    {
        var known = Enum.GetNames<RetainedKind>();
        foreach (var key in section.GetChildren().Select(child => child.Key).Where(key => !known.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            errors.Add($"{section.Path}:{key} is not a setting (known: {string.Join(", ", known)})");
        }

        return new RetentionPolicy
        {
            Changes = Read(RetainedKind.Changes),
            Unread = Read(RetainedKind.Unread),
            Exchanges = Read(RetainedKind.Exchanges),
            Calls = Read(RetainedKind.Calls),
            Refusals = Read(RetainedKind.Refusals),
            Quarantine = Read(RetainedKind.Quarantine),
            Repairs = Read(RetainedKind.Repairs),
            Jobs = Read(RetainedKind.Jobs),
            Sessions = Read(RetainedKind.Sessions),
            Cdrs = Read(RetainedKind.Cdrs),
        };
    }

    private TimeSpan? Read(RetainedKind kind)
    {
        var text = section[kind.ToString()];
        if (string.IsNullOrEmpty(text))
        {
            return Default.Of(kind);
        }

        if (string.Equals(text, "forever", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var unit = char.ToLowerInvariant(text[^1]) switch
        {
            'd' => TimeSpan.FromDays(1),
            'h' => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        if (unit > TimeSpan.Zero && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000
            && unit * number >= Shortest)
        {
            return unit * number;
        }

        errors.Add($"{section.Path}:{kind} must be a time such as 400d or 12h (at least 1h), or forever");
        return null;
    }
}
