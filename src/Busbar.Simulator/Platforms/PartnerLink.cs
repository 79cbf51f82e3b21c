using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Busbar.Ocpi.Client.Common;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Credentials;
using Busbar.Ocpi.Model.Locations;
using Busbar.Ocpi.Client.Versions;
using Busbar.Ocpi.Model.Versions;
using Busbar.Ocpi.Translation;
using Busbar.Ocpi.Translation.Common;
using Busbar.Ocpi.Wire.Common;
using Busbar.Ocpi.Wire.Http;
using Busbar.Ocpi.Wire.Json;

namespace Busbar.Simulator.Platforms;

/// <summary>The simulated platform's side of one registration: the tokens of both sides and the partner's endpoints.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class PartnerLink(PlatformOptions options, HttpClient http, Func<Uri> versionsUrl)
{
    private readonly Lock _lock = new();
    private string? _tokenA;
    private string? _issued;
    private OcpiClient? _client;

    /// <summary>Whether both sides hold each other's credentials.</summary>
    public bool IsRegistered => _client is not null;

    /// <summary>The partner, once registered.</summary>
    /// <exception cref="InvalidOperationException">There is no registration.</exception>
    public OcpiClient Client => _client ?? throw new InvalidOperationException($"{options.Name} is not registered with anyone.");

    /// <summary>The partner's first party; in 2.1.1 the owner of whatever does not say whose it is.</summary>
    public PartyId? Partner { get; private set; }

    /// <summary>Makes a token with which a partner can register here.</summary>
    public string MakeTokenA()
    {
        lock (_lock)
        {
            return _tokenA = NewToken();
        }
    }

    /// <summary>What a token opens here: null for nothing, true for registration only, false for everything.</summary>
    public bool? Opens(string token)
    {
        lock (_lock)
        {
            return token == _issued ? false : token == _tokenA ? true : null;
        }
    }

    /// <summary>Registers with a partner: versions, details, credentials. Returns null, or why it failed.</summary>
    public async Task<string?> RegisterAsync(Uri partnerVersionsUrl, string tokenA, CancellationToken cancellation)
    {
        var details = await FetchAsync(partnerVersionsUrl, tokenA, cancellation);
        if (details.Problem is not null)
        {
            return details.Problem;
        }

        var issued = NewToken();
        lock (_lock)
        {
            _issued = issued;
        }

        var client = NewClient(details.Endpoints, tokenA);
        var answer = await client.PostCredentialsAsync(Write(Own(issued)), cancellation: cancellation);
        if (!answer.IsSuccess)
        {
            return answer.Describe();
        }

        if (!TryRead(answer.Data, out var theirs, out var error))
        {
            return error;
        }

        Remember(theirs);
        _client = NewClient(details.Endpoints, theirs.Token);
        return null;
    }

    /// <summary>Takes a partner's credentials (POST or PUT), fetches its endpoints, and returns ours with a new token; or why it failed.</summary>
    public async Task<(Credentials? Own, string? Problem)> AcceptAsync(Credentials theirs, CancellationToken cancellation)
    {
        var details = await FetchAsync(new Uri(theirs.Url), theirs.Token, cancellation);
        if (details.Problem is not null)
        {
            return (null, details.Problem);
        }

        var issued = NewToken();
        lock (_lock)
        {
            _issued = issued;
            _tokenA = null;
        }

        Remember(theirs);
        _client = NewClient(details.Endpoints, theirs.Token);
        return (Own(issued), null);
    }

    /// <summary>Forgets the partner: its token opens nothing any more.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _issued = null;
        }

        _client = null;
    }

    /// <summary>Our credentials as they stand.</summary>
    public Credentials Own()
    {
        lock (_lock)
        {
            return Own(_issued ?? _tokenA ?? "");
        }
    }

    /// <summary>Writes credentials in our version.</summary>
    public ReadOnlyMemory<byte> Write(Credentials credentials) =>
        Translator.Translate(ObjectType.Credentials, OcpiVersion.V230, options.Version, OcpiJson.Serialize(credentials)).Utf8;

    /// <summary>Reads credentials of our version; in 2.1.1 whoever meets an operator is a provider, and the other way round.</summary>
    public bool TryRead(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Credentials? credentials, [NotNullWhen(false)] out string? error)
    {
        var context = new TranslationContext { Role = Other };
        var canonical = Translator.Translate(ObjectType.Credentials, options.Version, OcpiVersion.V230, utf8, context);
        credentials = null;
        error = canonical.Withheld;
        return error is null && OcpiJson.TryDeserialize(canonical.Utf8.Span, out credentials, out error);
    }

    private Role Other => options.Role == Role.Cpo ? Role.Emsp : Role.Cpo;

    private void Remember(Credentials theirs) =>
        Partner = theirs.Roles is [var first, ..] ? new PartyId(first.CountryCode, first.PartyId) : null;

    /// <summary>2.1.1 names a module once and without a role: an operator owns all but tokens, and takes commands.</summary>
    private InterfaceRole Side(ModuleId module) =>
        (module == ModuleId.Tokens || module == ModuleId.Commands) == (Other == Role.Cpo) ? InterfaceRole.Receiver : InterfaceRole.Sender;

    private Credentials Own(string token) => new()
    {
        Token = token,
        Url = versionsUrl().AbsoluteUri,
        Roles =
        [
            new CredentialsRole
            {
                Role = options.Role,
                CountryCode = options.Party.CountryCode,
                PartyId = options.Party.Code,
                BusinessDetails = new BusinessDetails { Name = options.Name },
            },
        ],
    };

    private async Task<(IReadOnlyList<OcpiEndpoint> Endpoints, string? Problem)> FetchAsync(Uri url, string token, CancellationToken cancellation)
    {
        var client = NewClient([], token);
        var versions = await client.GetVersionsAsync(url, cancellation: cancellation);
        var entry = versions.IsSuccess
            ? VersionList.Read(versions.Data, url)?.FirstOrDefault(candidate => candidate.Version == options.Version.Number())
            : null;
        if (entry is null)
        {
            return ([], versions.IsSuccess ? $"the partner does not speak {options.Version.Number()}" : versions.Describe());
        }

        var details = await client.GetVersionDetailsAsync(entry.Url, cancellation: cancellation);
        return details.IsSuccess && VersionDetailsAnswer.Read(details.Data, entry.Url, options.Version == OcpiVersion.V211 ? Side : null) is { } answer
            ? (answer.Endpoints, null)
            : ([], details.Describe());
    }

    private OcpiClient NewClient(IReadOnlyList<OcpiEndpoint> endpoints, string token) => new(http, new OcpiPeer
    {
        Version = options.Version,
        Endpoints = endpoints,
        Token = token,
        TokenForm = options.Version == OcpiVersion.V211 ? TokenForm.Raw : TokenForm.Base64,
        From = options.Party,
    });

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
