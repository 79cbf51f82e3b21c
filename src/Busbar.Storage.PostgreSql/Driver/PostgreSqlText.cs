using System.Text;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>Text as PostgreSQL can keep it: it has no character NUL and no half of a surrogate pair. Both stand only in what a partner sent in error.</summary>
internal static class PostgreSqlText
{
    public static string Storable(string value)
    {
        var needsWork = false;
        foreach (var character in value)
        {
            if (character == '\0' || char.IsSurrogate(character))
            {
                needsWork = true;
                break;
            }
        }

        // The encoder writes what is no Unicode as U+FFFD.
        return needsWork ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)).Replace('\0', '\uFFFD') : value;
    }
}
