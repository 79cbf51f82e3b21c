namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Charging rates have one digit after the point at most (CHP-035).</summary>
internal static class OneDecimal
{
    public static void Check(scoped ObjectView view, ref FindingLog log, ReadOnlySpan<byte> name, string member)
    {
        if (view.TryNumber(name, out var value) && value != decimal.Round(value, 1))
        {
            log.AddAt(member, RuleName.Decimals, Severity.Warning, $"{view.Contract.Name}.{member} has more than one digit after the point.", "CHP-035");
        }
    }
}
