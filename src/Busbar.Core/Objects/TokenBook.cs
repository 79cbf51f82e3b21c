using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>Finds tokens by their contract, which is all that a Session or CDR of 2.1.1 says of them, or by their uid.</summary>
public sealed class TokenBook(IObjectStore objects, ILinkStore links, TimeProvider clock)
{
    /// <summary>The kind of the links from a contract to the tokens with it.</summary>
    public const string Kind = "contract";


    /// <summary>Notes whose contracts tokens belong to, before they are stored: a note too many does no harm.</summary>
    public async ValueTask NoteAsync(IEnumerable<(ObjectKey Key, ReadOnlyMemory<byte> Utf8)> tokens, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var news = new List<Link>();
        foreach (var (key, utf8) in tokens)
        {
            if (DriverToken.Read(key.Owner, utf8) is { } token && token.ContractId != token.Uid
                && !(await links.FindAsync(Kind, key.Owner, token.ContractId, cancellation)).Any(known => known.Value == key.Id))
            {
                news.Add(new Link(Kind, key.Owner, token.ContractId, key.Id, now));
            }
        }

        if (news.Count > 0)
        {
            await links.AddAsync(news, cancellation);
        }
    }

    /// <summary>The tokens with that contract, else those with that uid, the newest first; RFID tokens before others.</summary>
    /// <param name="owner">Their owner; null for anybody's.</param>
    /// <param name="contractOrUid">What the document says.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<IReadOnlyList<StoredObject>> FindAsync(PartyId? owner, string contractOrUid, CancellationToken cancellation)
    {
        var found = new List<StoredObject>();
        foreach (var link in await links.FindAsync(Kind, owner, contractOrUid, cancellation))
        {
            if (await objects.FindAsync(new ObjectKey(ModuleId.Tokens, link.Owner, link.Value), cancellation) is { Deleted: false } token
                && string.Equals(DriverToken.Read(link.Owner, token.Utf8)?.ContractId, contractOrUid, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(token);
            }
        }

        if (found.Count == 0)
        {
            foreach (var id in TokenKey.OtherTypes.Select(type => TokenKey.IdOf(contractOrUid, type)).Prepend(contractOrUid))
            {
                found.AddRange((await objects.FindByIdAsync(ModuleId.Tokens, id, cancellation)).Where(token => !token.Deleted && (owner is null || token.Key.Owner == owner)));
            }
        }

        return [.. found.OrderBy(token => TokenKey.Parse(token.Key.Id).Type != TokenKey.DefaultType).ThenByDescending(token => token.Facts.LastUpdated)];
    }
}
