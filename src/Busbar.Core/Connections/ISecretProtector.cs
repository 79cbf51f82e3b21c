namespace Busbar.Core.Connections;

/// <summary>Port: encrypts what must be kept but never read from the database by others.</summary>
public interface ISecretProtector
{
    byte[] Protect(string secret);

    string Unprotect(byte[] secret);
}
