using Busbar.Configuration;
using Busbar.Core.Connections;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Busbar.Hosting;

/// <summary>Registers the encryption of partners' tokens, with its key ring in a folder or, where processes share a database and no folder, in the database.</summary>
internal static class SecretServices
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, GatewayOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName("busbar");
        if (options.KeyFolder is { } folder)
        {
            protection.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }
        else
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
                keys => keys.XmlRepository = ActivatorUtilities.CreateInstance<StoredKeyRing>(provider)));
        }

        return services.AddSingleton<ISecretProtector, DataProtectionSecrets>();
    }
}
