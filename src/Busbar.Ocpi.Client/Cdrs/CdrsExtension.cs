using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Cdrs;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Cdrs;

/// <summary>The Cdrs module with records.</summary>
public static class CdrsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The partner's Cdrs as records, of a partner that speaks 2.3.0.</summary>
        public ModuleClient<Cdr> Cdrs => new(client, ModuleId.Cdrs);

        /// <summary>The same, of a partner that speaks 2.2 or 2.2.1.</summary>
        public ModuleClient<Model.Cdrs.V22.Cdr> CdrsV22 => new(client, ModuleId.Cdrs);

        /// <summary>The same, of a partner that speaks 2.1.1.</summary>
        public ModuleClient<Model.Cdrs.V211.Cdr> CdrsV211 => new(client, ModuleId.Cdrs);
    }
}
