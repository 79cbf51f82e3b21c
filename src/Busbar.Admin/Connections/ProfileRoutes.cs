using Busbar.Admin.Contracts;
using Busbar.Core.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Busbar.Admin.Connections;

/// <summary>/api/profiles: the profiles that come with the gateway, and what a profile can hold.</summary>
internal static class ProfileRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/profiles", List).WithTags("Connections").WithName("ListProfiles")
        .WithSummary("Named profiles for known hubs and platforms, and every setting of a profile with its meaning and default.");

    private static ProfileListView List()
    {
        var defaults = ProfileDocument.Write(new PartnerProfile());
        return new ProfileListView
        {
            Items = [.. ProfileLibrary.All.Select(profile => new NamedProfileView
            {
                Name = profile.Name,
                Title = profile.Title,
                About = profile.About,
                Profile = profile.Settings,
            })],
            Settings = [.. ProfileFields.All.Select(field => new ProfileSettingView
            {
                Name = field.Name,
                Meaning = field.Meaning,
                Default = defaults.GetProperty(field.Name),
            })],
        };
    }
}
