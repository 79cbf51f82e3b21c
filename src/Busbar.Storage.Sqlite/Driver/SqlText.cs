namespace Busbar.Storage.Sqlite.Driver;

/// <summary>
/// Compares statements' texts. Nearly all are literals of this program, hundreds of characters long and looked up by the dozen for each write: the same text is the
/// same string, and a few of its characters tell it from the others.
/// </summary>
internal sealed class SqlText : IEqualityComparer<string>
{
    private const int Samples = 8;

    private SqlText()
    {
    }

    public static SqlText Comparer { get; } = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y);

    public int GetHashCode(string obj)
    {
        var hash = (uint)obj.Length;
        for (var i = 1; i <= Samples; i++)
        {
            hash = (hash * 31) + (obj.Length == 0 ? 0u : obj[(obj.Length - 1) * i / Samples]);
        }

        return (int)hash;
    }
}
