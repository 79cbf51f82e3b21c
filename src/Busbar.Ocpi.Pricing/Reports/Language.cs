using System.Diagnostics.CodeAnalysis;
using Busbar.Ocpi.Pricing.Reports.Languages;

namespace Busbar.Ocpi.Pricing.Reports;

/// <summary>A language that prices are explained in.</summary>
public sealed class Language
{
    private Language(string tag, string name, Words words)
    {
        Tag = tag;
        Name = name;
        Words = words;
    }

    /// <summary>English.</summary>
    public static Language English { get; } = new("en", "English", new English());

    /// <summary>German.</summary>
    public static Language German { get; } = new("de", "Deutsch", new German());

    /// <summary>French.</summary>
    public static Language French { get; } = new("fr", "Français", new French());

    /// <summary>Dutch.</summary>
    public static Language Dutch { get; } = new("nl", "Nederlands", new Dutch());

    /// <summary>Every language.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, German, French, Dutch];

    /// <summary>ISO 639-1 code, for example "de".</summary>
    public string Tag { get; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; }

    internal Words Words { get; }

    /// <summary>The language of a tag such as "de" or "de-AT"; false when there are no texts in it.</summary>
    public static bool TryFind(string tag, [NotNullWhen(true)] out Language? language)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var main = tag.Split('-', '_')[0];
        language = All.FirstOrDefault(known => string.Equals(known.Tag, main, StringComparison.OrdinalIgnoreCase));
        return language is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Tag;
}
