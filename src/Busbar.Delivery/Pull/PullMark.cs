using Busbar.Ocpi.Wire.Common;

namespace Busbar.Delivery.Pull;

/// <summary>What is remembered of a module's pulls: when the last complete one began, and the last complete one of everything.</summary>
internal sealed record PullMark(DateTimeOffset Complete, DateTimeOffset Full)
{
    public override string ToString() => $"{OcpiDateTime.Format(Complete)} {OcpiDateTime.Format(Full)}";

    public static PullMark? Parse(string? text) =>
        text?.Split(' ') is [var complete, var full] && OcpiDateTime.TryParse(complete, out var c) && OcpiDateTime.TryParse(full, out var f) ? new(c, f) : null;
}
