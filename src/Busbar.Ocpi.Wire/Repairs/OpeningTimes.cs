using System.Text.Json;
using Busbar.Ocpi.Wire.Contracts;
using Busbar.Ocpi.Wire.Patching;

namespace Busbar.Ocpi.Wire.Repairs;

/// <summary>Opening times without the flag that says whether they are round the clock.</summary>
internal static class OpeningTimes
{
    /// <summary>Whether the flag is required and not there, and hours are listed, so that it can only be false.</summary>
    public static bool LackTheirFlag(ObjectContract hours, ReadOnlySpan<byte> json) =>
        IsRequired(hours) && !JsonMembers.TryFind(json, "twentyfourseven", out _, out _) && ListSomething(json);

    /// <summary>Whether the flag is required and not there, and nothing else says when it is open.</summary>
    public static bool SayNothing(ObjectContract hours, ReadOnlySpan<byte> json) =>
        json[0] == (byte)'{' && IsRequired(hours) && !JsonMembers.TryFind(json, "twentyfourseven", out _, out _) && !ListSomething(json);

    private static bool IsRequired(ObjectContract hours) => hours.Find("twentyfourseven"u8) is { IsRequired: true };

    private static bool ListSomething(ReadOnlySpan<byte> json)
    {
        foreach (var name in (ReadOnlySpan<string>)["regular_hours", "exceptional_openings", "exceptional_closings"])
        {
            if (JsonMembers.TryFind(json, name, out var value, out var kind) && kind is JsonTokenType.StartArray or JsonTokenType.StartObject
                && json[value].ContainsAny("{"u8))
            {
                return true;
            }
        }

        return false;
    }
}
