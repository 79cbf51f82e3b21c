using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Tariffs;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Ocpi.Client.Tariffs;

/// <summary>The Tariffs module with records.</summary>
public static class TariffsExtension
{
    extension(OcpiClient client)
    {
        /// <summary>The partner's Tariffs as records, of a partner that speaks 2.3.0.</summary>
        public ModuleClient<Tariff> Tariffs => new(client, ModuleId.Tariffs);

        /// <summary>The same, of a partner that speaks 2.2 or 2.2.1.</summary>
        public ModuleClient<Model.Tariffs.V22.Tariff> TariffsV22 => new(client, ModuleId.Tariffs);

        /// <summary>The same, of a partner that speaks 2.1.1.</summary>
        public ModuleClient<Model.Tariffs.V211.Tariff> TariffsV211 => new(client, ModuleId.Tariffs);
    }
}
