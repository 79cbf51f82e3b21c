using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Busbar.Core.Limits;

/// <summary>
/// Counts failed attempts by the address that they came from, minute by minute. With too many addresses for one minute it begins anew, so that its memory is bounded:
/// who has that many may try as often as all of them together in any case.
/// </summary>
/// <param name="perMinute">How many one address may make in a minute.</param>
/// <param name="clock">The clock.</param>
public sealed class FailedAttempts(int perMinute, TimeProvider clock)
{
    /// <summary>How many addresses are told apart in a minute.</summary>
    public const int MostAddresses = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, int> _counts = [];
    private long _began;

    /// <summary>How long the address has to wait; null when it has attempts left.</summary>
    public TimeSpan? WaitFor(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        lock (_lock)
        {
            var left = Left();
            return left > TimeSpan.Zero && _counts.GetValueOrDefault(KeyOf(address)) >= perMinute ? left : null;
        }
    }

    /// <summary>The address failed once more. Returns how often it has in this minute; 0 when nobody knows where it came from, because then nobody else may be blamed.</summary>
    public int Failed(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        lock (_lock)
        {
            var key = KeyOf(address);
            if (Left() <= TimeSpan.Zero || (_counts.Count >= MostAddresses && !_counts.ContainsKey(key)))
            {
                _counts.Clear();
                _began = clock.GetTimestamp();
            }

            return _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    private TimeSpan Left() => _counts.Count == 0 ? TimeSpan.Zero : Window - clock.GetElapsedTime(_began);

    /// <summary>Of IPv6 the first 64 bits, which one subscriber has to itself; an IPv4 address alike in both notations.</summary>
    private static ulong KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : address.IsIPv4MappedToIPv6 ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
