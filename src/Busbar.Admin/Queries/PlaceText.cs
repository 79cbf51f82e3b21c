using System.Globalization;
using Busbar.Core.Intake;

namespace Busbar.Admin.Queries;

/// <summary>The place of a record in a list, as the text that a client hands back to go on there.</summary>
internal static class PlaceText
{
    public static string Write(DateTimeOffset lastSeen, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{lastSeen.UtcTicks}.{id:N}");

    public static bool TryRead(string text, out IntakePlace place)
    {
        place = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks
            || !Guid.TryParseExact(text[(dot + 1)..], "N", out var id))
        {
            return false;
        }

        place = new IntakePlace(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}
