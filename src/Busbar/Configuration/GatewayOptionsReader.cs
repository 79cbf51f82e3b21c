using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using Busbar.Core.Parties;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Configuration;

/// <summary>Reads <see cref="GatewayOptions"/> from configuration and lists everything that is wrong, not only the first thing.</summary>
internal sealed class GatewayOptionsReader(IConfiguration configuration)
{
    private static readonly string[] KnownKeys =
    [
        nameof(GatewayOptions.Database), nameof(GatewayOptions.PublicUrl), nameof(GatewayOptions.AdminKey),
        nameof(GatewayOptions.AllowPrivateNetworks), nameof(GatewayOptions.Party), nameof(GatewayOptions.KeyFolder), nameof(GatewayOptions.Retention),
        LimitsReader.Section, nameof(GatewayOptions.TrustedProxies),
    ];

    private readonly IConfigurationSection _section = configuration.GetSection(GatewayOptions.Section);
    private readonly List<string> _errors = [];

    /// <exception cref="StartupException">One or more settings cannot be used; the message names each.</exception>
    public GatewayOptions Read()
    {
        foreach (var key in _section.GetChildren().Select(child => child.Key).Where(key => !KnownKeys.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            _errors.Add($"Busbar:{key} is not a setting (known: {string.Join(", ", KnownKeys)})");
        }

        var database = _section[nameof(GatewayOptions.Database)] ?? "Data Source=data/busbar.db";
        var folder = ReadFolder(database);
        var options = new GatewayOptions
        {
            Database = database,
            Folder = folder,
            KeyFolder = _section[nameof(GatewayOptions.KeyFolder)] is { Length: > 0 } keys ? Path.GetFullPath(keys) : folder is null ? null : Path.Combine(folder, "keys"),
            PublicUrl = ReadPublicUrl(),
            AdminKey = ReadAdminKey(),
            AllowPrivateNetworks = ReadBoolean(nameof(GatewayOptions.AllowPrivateNetworks)),
            Limit = new LimitsReader(_section.GetSection(LimitsReader.Section), _errors).Read(),
            TrustedProxies = ReadProxies(),
            Retention = new RetentionReader(_section.GetSection(nameof(GatewayOptions.Retention)), _errors).Read(),
            Party = ReadParty(),
        };

        return _errors.Count == 0 ? options : throw new StartupException(_errors);
    }

    /// <summary>The folder of a SQLite file; null for PostgreSQL.</summary>
    private string? ReadFolder(string database)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = database;
        }
        catch (ArgumentException)
        {
            _errors.Add("Busbar:Database is not a connection string (expected \"Data Source=<file>\" or \"Host=<server>;Database=<name>;…\")");
            return null;
        }

        if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
        {
            return null;
        }

        if (!parts.TryGetValue("Data Source", out var source) || source is not string { Length: > 0 } file)
        {
            _errors.Add("Busbar:Database names neither a file nor a server (expected \"Data Source=<file>\" or \"Host=<server>;Database=<name>;…\")");
            return null;
        }

        if (file == ":memory:" || parts.ContainsKey("Mode"))
        {
            _errors.Add("Busbar:Database must be a file: what is acknowledged to a partner has to survive a restart");
            return null;
        }

        return Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
    }

    private Uri? ReadPublicUrl()
    {
        var text = _section[nameof(GatewayOptions.PublicUrl)];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0
            || url.UserInfo.Length > 0)
        {
            _errors.Add("Busbar:PublicUrl must be an absolute http or https URL without user, query or fragment");
            return null;
        }

        return url;
    }

    private string? ReadAdminKey()
    {
        var key = _section[nameof(GatewayOptions.AdminKey)];
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        if (!key.All(character => character is > ' ' and < (char)0x7F))
        {
            _errors.Add("Busbar:AdminKey must be printable ASCII without spaces");
        }

        return key;
    }

    private bool ReadBoolean(string key)
    {
        var text = _section[key];
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (!bool.TryParse(text, out var value))
        {
            _errors.Add($"Busbar:{key} must be true or false");
        }

        return value;
    }

    private List<IPNetwork> ReadProxies()
    {
        // One text, or a list in appsettings.json.
        var section = _section.GetSection(nameof(GatewayOptions.TrustedProxies));
        var texts = section.GetChildren().Select(child => child.Value).Prepend(section.Value)
            .SelectMany(text => (text ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var proxies = new List<IPNetwork>();
        foreach (var text in texts)
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                proxies.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                proxies.Add(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            }
            else
            {
                _errors.Add("Busbar:TrustedProxies must be addresses or networks (192.0.2.1, 10.0.0.0/8), separated by semicolons");
                break;
            }
        }

        return proxies;
    }

    private PlatformParty ReadParty()
    {
        var section = _section.GetSection(nameof(GatewayOptions.Party));
        var country = section["CountryCode"] ?? "XX";
        var code = section["PartyId"] ?? "BBR";
        if (country.Length != 2 || !country.All(char.IsAsciiLetter))
        {
            _errors.Add("Busbar:Party:CountryCode must be two letters");
        }

        if (code.Length != 3 || !code.All(char.IsAsciiLetterOrDigit))
        {
            _errors.Add("Busbar:Party:PartyId must be three letters or digits");
        }

        return new PlatformParty(new PartyId(country.ToUpperInvariant(), code.ToUpperInvariant()), Role.From(section["Role"] ?? "OTHER"), section["Name"] ?? "Busbar gateway");
    }
}
