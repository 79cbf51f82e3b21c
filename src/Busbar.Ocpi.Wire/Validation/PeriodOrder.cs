namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Two moments of one object, of which the second is not before the first.</summary>
internal static class PeriodOrder
{
    public static void Check(
        scoped ObjectView view, ref FindingLog log, ReadOnlySpan<byte> begin, ReadOnlySpan<byte> end, string endName, string? requirement)
    {
        if (view.TryTime(begin, out var from) && view.TryTime(end, out var until) && until < from)
        {
            log.AddAt(endName, RuleName.Order, Severity.Warning, $"{view.Contract.Name}.{endName} lies before the beginning.", requirement);
        }
    }
}
