using System.Text;
using Busbar.Core.Connections;
using Microsoft.AspNetCore.DataProtection;

namespace Busbar.Hosting;

/// <summary>Encrypts partners' tokens and webhook secrets with ASP.NET Core Data Protection; the key ring lies beside the database.</summary>
internal sealed class DataProtectionSecrets(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Busbar.Secrets.v1");

    public byte[] Protect(string secret) => _protector.Protect(Encoding.UTF8.GetBytes(secret));

    public string Unprotect(byte[] secret) => Encoding.UTF8.GetString(_protector.Unprotect(secret));
}
