using System.Globalization;

namespace Busbar.Admin.Queries;

/// <summary>How instants are written where they stand for a place in a list: at full precision.</summary>
internal static class Instant
{
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
