using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A Tariff ends after it begins, and its least price is not above its greatest.</summary>
internal sealed class TariffRule : IObjectRule
{
    public string ObjectName => "Tariff";

    public bool AppliesTo(OcpiVersion version) => true;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        PeriodOrder.Check(view, ref log, "start_date_time"u8, "end_date_time"u8, "end_date_time", null);
        var amount = view.Version == OcpiVersion.V230 ? "before_taxes"u8 : "excl_vat"u8;
        if (MemberNumber.TryRead(view.Raw("min_price"u8), amount, out var least) && MemberNumber.TryRead(view.Raw("max_price"u8), amount, out var greatest)
            && least > greatest)
        {
            log.AddAt("max_price", RuleName.Order, Severity.Warning, "Tariff.max_price is not below min_price.");
        }
    }
}
