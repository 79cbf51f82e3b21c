using System.Text.Json;

namespace Busbar.Core.Connections;

/// <summary>The named profiles that come with the gateway, from the data files beside this one.</summary>
public static class ProfileLibrary
{
    private const string Prefix = "Busbar.Core.Connections.Profiles.";
    private const string Suffix = ".json";

    private static readonly Lazy<IReadOnlyList<NamedProfile>> Loaded = new(Load);

    /// <summary>Every profile, by name.</summary>
    public static IReadOnlyList<NamedProfile> All => Loaded.Value;

    public static NamedProfile? Find(string name) => All.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static NamedProfile[] Load()
    {
        var assembly = typeof(ProfileLibrary).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(resource =>
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            return new NamedProfile(
                resource[Prefix.Length..^Suffix.Length],
                root.GetProperty("title").GetString()!,
                root.GetProperty("about").GetString()!,
                root.GetProperty("profile").Clone());
        })];
    }
}
