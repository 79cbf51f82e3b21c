using System.Globalization;
using System.Text;

namespace Busbar.Storage.PostgreSql.Driver;

/// <summary>Writes the question marks of the stores' SQL as PostgreSQL wants them ($1, $2 …), or as the driver's parser wants them (@p1, @p2 …).</summary>
internal static class Placeholders
{
    public static string Number(string sql, string prefix)
    {
        var text = new StringBuilder(sql.Length + 16);
        var count = 0;
        var quoted = false;
        foreach (var character in sql)
        {
            quoted ^= character == '\'';
            if (character == '?' && !quoted)
            {
                text.Append(prefix).Append((++count).ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(character);
            }
        }

        return count == 0 ? sql : text.ToString();
    }
}
