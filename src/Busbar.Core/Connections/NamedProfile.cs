using System.Text.Json;

namespace Busbar.Core.Connections;

/// <summary>A profile for a known hub or platform.</summary>
/// <param name="Name">The name to choose it by.</param>
/// <param name="Title">What it is called.</param>
/// <param name="About">What is known of it, in a few sentences.</param>
/// <param name="Settings">What departs from the defaults.</param>
public sealed record NamedProfile(string Name, string Title, string About, JsonElement Settings)
{
    /// <summary>The profile.</summary>
    public PartnerProfile Profile { get; } = Read(Name, Settings);

    private static PartnerProfile Read(string name, JsonElement settings)
    {
        var errors = new ProfileErrors();
        var profile = ProfileDocument.Apply(new PartnerProfile(), settings, errors) with { Basis = name };
        return errors.All.Count == 0 ? profile : throw new InvalidDataException($"The named profile {name} is wrong: {errors.All[0].Path} {errors.All[0].Message}");
    }
}
