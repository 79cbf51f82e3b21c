using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Sessions;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Sessions;

/// <summary>The Sessions module with records.</summary>
public static class SessionsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The partner's Sessions as records, of a partner that speaks 2.3.0.</summary>
        public ModuleClient<Session> Sessions => new(client, ModuleId.Sessions);

        /// <summary>The same, of a partner that speaks 2.2 or 2.2.1.</summary>
        public ModuleClient<Model.Sessions.V22.Session> SessionsV22 => new(client, ModuleId.Sessions);

        /// <summary>The same, of a partner that speaks 2.1.1.</summary>
        public ModuleClient<Model.Sessions.V211.Session> SessionsV211 => new(client, ModuleId.Sessions);
    }
}
