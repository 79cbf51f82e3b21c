using System.Text;
using System.Text.Json;
using Busbar.Core.Objects;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Core.Erasure;

/// <summary>What a driver is known by: learnt while everything is looked through, and then taken out of it.</summary>
public sealed class DriverTraces
{
    /// <summary>A shorter text stands for too many other things to be looked for within sentences.</summary>
    private const int ShortestInText = 6;

    private readonly HashSet<string> _uids;
    private readonly HashSet<string> _contracts;
    private readonly HashSet<string> _numbers;
    private readonly HashSet<string> _references;
    private readonly string? _type;
    private readonly bool _byContract;
    private byte[][]? _marks;

    public DriverTraces(ErasureOrder order, ErasureProgress progress)
    {
        Owner = order.Owner;
        _type = order.Type;
        _byContract = order.ContractId is not null;
        Pseudonyms = new Pseudonyms(progress.Key);
        _uids = Set(progress.Uids, order.Uid);
        _contracts = Set(progress.Contracts, order.ContractId);
        _numbers = Set(progress.Numbers, null);
        _references = Set(progress.References, null);
    }

    /// <summary>The driver's provider.</summary>
    public PartyId Owner { get; }

    public Pseudonyms Pseudonyms { get; }

    public IReadOnlyCollection<string> Uids => _uids;

    public IReadOnlyCollection<string> Contracts => _contracts;

    /// <summary>Whether a stored token has told the contract: what other documents say of it is no news then.</summary>
    public bool KnowsToken { get; private set; }

    /// <summary>The ids under which the driver's tokens are stored.</summary>
    public IEnumerable<string> TokenIds =>
        _uids.SelectMany(uid => (_type is null ? TokenKey.OtherTypes.Prepend(TokenKey.DefaultType) : [_type]).Select(type => TokenKey.IdOf(uid, type)));

    /// <summary>What there is for an alphanumeric look through a text: where none of it stands, the driver is not named.</summary>
    public IEnumerable<string> Marks => (_marks ??= [.. Words.Select(Mark).Distinct().Select(Encoding.ASCII.GetBytes)]).Select(Encoding.ASCII.GetString);

    private IEnumerable<string> Words => _uids.Concat(_contracts).Concat(_numbers);

    /// <summary>Whether it is worth looking closer.</summary>
    public bool MayBeIn(ReadOnlySpan<byte> utf8)
    {
        _ = Marks;
        foreach (var mark in _marks!)
        {
            if (AsciiSearch.Contains(utf8, mark))
            {
                return true;
            }
        }

        return false;
    }

    public bool MayBeIn(string text) => MayBeIn(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a document is the driver's, or a list in which the driver stands.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="isToken">Whether it is a Token.</param>
    /// <param name="audience">The provider whose driver it is about, for documents of versions that do not say it.</param>
    /// <param name="learn">Whether to take in what else it says of the driver.</param>
    public bool Reads(ReadOnlyMemory<byte> utf8, bool isToken, PartyId? audience, bool learn)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return DriverReader.Read(this, document.RootElement, isToken, audience, learn);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false; // no document, or one with half a surrogate pair
        }
    }

    /// <summary>Takes the driver out of JSON, or of bytes that are none; null when it does not stand in it.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="isToken">Whether it is a Token.</param>
    /// <param name="audience">The provider whose driver it is about, for documents of versions that do not say it.</param>
    public ErasedDocument? Erase(ReadOnlyMemory<byte> utf8, bool isToken = false, PartyId? audience = null) => DocumentEraser.Erase(this, utf8, isToken, audience);

    /// <summary>Takes the driver out of a text; null when it does not stand in it.</summary>
    public string? Erase(string text)
    {
        if (text is not ['{' or '[', ..])
        {
            return EraseWords(text);
        }

        return Erase(Encoding.UTF8.GetBytes(text)) is { } erased ? Encoding.UTF8.GetString(erased.Utf8) : null;
    }

    /// <summary>What is to be written down of it.</summary>
    internal ErasureProgress Into(ErasureProgress progress) =>
        progress with { Uids = [.. _uids], Contracts = [.. _contracts], Numbers = [.. _numbers], References = [.. _references] };

    /// <summary>Takes in a stored token.</summary>
    internal void LearnToken(DriverToken token)
    {
        KnowsToken = true;
        Add(_uids, token.Uid);
        Add(_contracts, token.ContractId);
    }

    /// <summary>Takes in a document of the driver's.</summary>
    internal void Learn(TokenMention mention)
    {
        if (_byContract && mention.Uid is { } uid)
        {
            Add(_uids, uid);
        }
        else if (!_byContract && !KnowsToken && mention.Contract is { } contract)
        {
            Add(_contracts, contract);
        }
    }

    internal void LearnNumber(string number) => Add(_numbers, number);

    internal void LearnReference(string reference)
    {
        if (!Pseudonyms.Is(reference))
        {
            _references.Add(reference);
        }
    }

    internal bool IsReference(string text) => _references.Contains(text);

    /// <summary>Whether a text is one of those by which the driver is known.</summary>
    internal bool Knows(string text) => _uids.Contains(text) || _contracts.Contains(text) || _numbers.Contains(text) || _references.Contains(text);

    internal static bool IsLong(string text) => text.Length >= ShortestInText;

    internal bool Owns(TokenMention mention, PartyId? audience)
    {
        if (mention.Owner is { } owner ? owner != Owner : audience is { } party && party != Owner)
        {
            return false;
        }

        return mention.Uid is { } uid
            ? (_uids.Contains(uid) && Fits(mention.Type)) || (_byContract && mention.Contract is { } contract && _contracts.Contains(contract))
            : mention.Contract is { } named && (_contracts.Contains(named) || _uids.Contains(named));
    }

    /// <summary>Replaces whole words within a text; null when there are none.</summary>
    internal string? EraseWords(string text) => EraseWords(text, Words);

    /// <summary>The same with the references of authorisations, which in documents stand in members of their own.</summary>
    internal string? EraseEverything(string text) => EraseWords(text, Words.Concat(_references));

    private string? EraseWords(string text, IEnumerable<string> words)
    {
        var erased = text;
        foreach (var word in words.Where(IsLong))
        {
            for (var at = erased.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = erased.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                if (IsEdge(erased, at - 1) && IsEdge(erased, at + word.Length))
                {
                    erased = string.Concat(erased.AsSpan(0, at), Pseudonyms.Of(word), erased.AsSpan(at + word.Length));
                }
            }
        }

        return !ReferenceEquals(erased, text) ? erased : Knows(text) ? Pseudonyms.Of(text) : null;
    }

    /// <summary>Before 2.3.0 a type that the version does not know is OTHER.</summary>
    private bool Fits(string? type) =>
        _type is null || type is null || _type.Equals(type, StringComparison.OrdinalIgnoreCase) || (type == "OTHER" && TokenKey.TypeIn(OcpiVersion.V221, _type) == "OTHER");

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]);

    private void Add(HashSet<string> known, string text)
    {
        if (!Pseudonyms.Is(text) && known.Add(text))
        {
            _marks = null;
        }
    }

    /// <summary>The longest run of letters and digits: JSON writes these as they are.</summary>
    private static string Mark(string word)
    {
        var (start, length) = (0, 0);
        for (int at = 0, from = 0; at <= word.Length; at++)
        {
            if (at == word.Length || !char.IsAsciiLetterOrDigit(word[at]))
            {
                (start, length) = at - from > length ? (from, at - from) : (start, length);
                from = at + 1;
            }
        }

        return word.Substring(start, length).ToLowerInvariant();
    }

    private static HashSet<string> Set(IEnumerable<string> known, string? ordered) =>
        new(ordered is null ? known : known.Append(ordered), StringComparer.OrdinalIgnoreCase);
}
