using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Model.Versions;

namespace Busbar.Core.Objects;

/// <summary>
/// How a Token is named in the store. Since OCPI 2.2 a Token is known by uid and type together: the same uid as RFID and as APP_USER are two Tokens.
/// RFID, the type meant when a URL names none, is the uid alone; any other type stands behind a character that no CiString can hold.
/// </summary>
public static class TokenKey
{
    /// <summary>The type that is meant when none is given.</summary>
    public const string DefaultType = "RFID";

    /// <summary>The types that the standard knows besides.</summary>
    public static IReadOnlyList<string> OtherTypes { get; } = ["APP_USER", "AD_HOC_USER", "OTHER", "EMAID"];

    private const char Separator = '\u00B7';

    /// <summary>The id under which a Token is stored.</summary>
    public static string IdOf(string uid, string? type) =>
        type is null || type.Equals(DefaultType, StringComparison.OrdinalIgnoreCase) ? uid : $"{uid}{Separator}{type.ToUpperInvariant()}";

    /// <summary>The key under which a Token is stored.</summary>
    public static ObjectKey Of(PartyId owner, string uid, string? type) => new(ModuleId.Tokens, owner, IdOf(uid, type));

    /// <summary>The type that a version from 2.2 on names in the URL: before 2.3.0 what is none of its own is OTHER (X-TOK-03).</summary>
    public static string TypeIn(OcpiVersion version, string type) => version >= OcpiVersion.V230 || type is DefaultType or "APP_USER" or "AD_HOC_USER" ? type : "OTHER";

    /// <summary>The uid and the type that a stored id stands for.</summary>
    public static (string Uid, string Type) Parse(string id)
    {
        var at = id.LastIndexOf(Separator);
        return at < 0 ? (id, DefaultType) : (id[..at], id[(at + 1)..]);
    }
}
