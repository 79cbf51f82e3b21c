using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Ids of 2.1.1 that are longer than later versions allow (X-ID-1, X-ID-2), and numbers of reservations.</summary>
internal static class Identifiers
{
    /// <summary>The greatest length of an id in 2.2 and later.</summary>
    public const int MaxLength = 36;

    private const int KeptLength = 25;

    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Shortens an id that is too long: its beginning and a hash of the whole, so that it is always the same.</summary>
    public static string Shorten(string id)
    {
        if (id.Length <= MaxLength)
        {
            return id;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(id));
        return id[..KeptLength] + "~" + string.Concat(hash.Take(10).Select(part => Base32[part & 31]));
    }

    public static void Shorten(Place place, string name, string rule = "X-ID-1")
    {
        if (place.Node.Find(name) is { } node && node.Raw.Length - 2 > MaxLength && node.AsText() is { Length: > MaxLength } id)
        {
            place.Set(name, Node.Text(Shorten(id)));
            place.Lost(name, rule, LossKind.Aliased, $"The id is longer than the {MaxLength} characters that are allowed; another one stands for it.");
        }
    }

    /// <summary>Puts the long id of a 2.1.1 partner back.</summary>
    public static void Restore(Place place, string name)
    {
        if (place.Node.Find(name) is { } node && OriginalOf(node, place.Context) is { } original)
        {
            place.Set(name, Node.Text(original));
        }
    }

    /// <summary>The same for the ids of a list.</summary>
    public static void EachOf(Place place, string name, Func<Node, Node?> other)
    {
        if (place.Node.Find(name) is not { Kind: JsonValueKind.Array } list)
        {
            return;
        }

        var index = 0;
        for (var item = list.First; item is not null; index++)
        {
            var next = item.Next;
            if (other(item) is { } replacement)
            {
                replacement.StandingFor(item);
                item.Detach();
                list.Insert(index, replacement);
            }

            item = next;
        }
    }

    public static string? OriginalOf(Node id, TranslationContext context) =>
        id.Raw.Length == MaxLength + 2 && id.Raw[KeptLength + 1] == (byte)'~' && id.AsText() is { } surrogate ? context.Related?.OriginalId(surrogate) : null;

    /// <summary>A positive number that stands for a reservation's id, always the same for the same id.</summary>
    public static int ReservationNumber(string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(id.ToUpperInvariant()));
        return (BitConverter.ToInt32(hash) & int.MaxValue) | 1;
    }
}
