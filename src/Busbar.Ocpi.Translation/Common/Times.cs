using System.Globalization;
using System.Text.Json;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Translation.Common;

/// <summary>Times between 2.1.1 and later versions (X-DT-1): whole seconds there, up to three digits of a second here, Z in both.</summary>
internal static class Times
{
    /// <summary>The form yyyy-MM-ddTHH:mm:ssZ with its quotes: nothing has to be done.</summary>
    private const int RegularLength = 22;

    /// <summary>The same moment as the target writes it; null when it is written so already, or is no time.</summary>
    public static Node? Other(Node time, bool wholeSeconds)
    {
        if (time.Kind != JsonValueKind.String || (time.Raw.Length == RegularLength && time.Raw[^2] == (byte)'Z')
            || !OcpiDateTime.TryParse(time.AsText(), out var moment))
        {
            return null;
        }

        var text = wholeSeconds ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : OcpiDateTime.Format(moment);
        return time.Is(text) ? null : Node.Text(text);
    }
}
