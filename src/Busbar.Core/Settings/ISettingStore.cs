namespace Busbar.Core.Settings;

/// <summary>Port: the few small values that the gateway itself must remember (the hash of the operator's key), durable and shared by all its processes.</summary>
public interface ISettingStore
{
    Task<string?> ReadAsync(string name, CancellationToken cancellation);

    Task WriteAsync(string name, string value, CancellationToken cancellation);
}
