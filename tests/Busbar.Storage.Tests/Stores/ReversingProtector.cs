using System.Text;
using Busbar.Core.Connections;

namespace Busbar.Storage.Tests.Stores;

/// <summary>Makes secrets unreadable, which is all that the store's tests need.</summary>
public sealed class ReversingProtector : ISecretProtector
{
    public byte[] Protect(string secret) => [.. Encoding.UTF8.GetBytes(secret).Reverse().Select(value => (byte)(value ^ 0x5A))];

    public string Unprotect(byte[] secret) => Encoding.UTF8.GetString([.. secret.Select(value => (byte)(value ^ 0x5A)).Reverse()]);
}
