using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Busbar.Core.Nodes;

/// <summary>
/// Which process should do which work: every process comes to the same answer by itself, and when one comes or goes only its own share moves
/// (rendezvous hashing).
/// </summary>
internal static class Sharing
{
    public static Guid Of(string work, IReadOnlyCollection<Guid> living)
    {
        var best = Guid.Empty;
        var highest = 0UL;
        foreach (var node in living)
        {
            var score = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{node:N}/{work}")));
            if (best == Guid.Empty || score > highest || (score == highest && node.CompareTo(best) > 0))
            {
                (best, highest) = (node, score);
            }
        }

        return best;
    }
}
