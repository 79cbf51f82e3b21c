using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Locations;

/// <summary>The Locations module with records.</summary>
public static class LocationsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The partner's Locations as records; the record reads 2.2, 2.2.1 and 2.3.0.</summary>
        public ModuleClient<Location> Locations => new(client, ModuleId.Locations);

        /// <summary>The same, of a partner that speaks 2.1.1.</summary>
        public ModuleClient<Model.Locations.V211.Location> LocationsV211 => new(client, ModuleId.Locations);
    }
}
