using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Some reasons for a cancellation are the CPO's to give, others the eMSP's (BOK-056).</summary>
internal sealed class CancellationRule : IObjectRule
{
    public string ObjectName => "Cancellation";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var byCpo = view.IsText("who_canceled"u8, "CPO"u8);
        var byEmsp = view.IsText("who_canceled"u8, "EMSP"u8);
        foreach (var (reason, isCpos) in Reasons)
        {
            if (view.IsText("cancellation_reason"u8, reason) && (isCpos ? byEmsp : byCpo))
            {
                log.AddAt(
                    "cancellation_reason", RuleName.Combination, Severity.Warning, $"Cancellation.cancellation_reason is one that the {(isCpos ? "CPO" : "eMSP")} gives.", "BOK-056");
            }
        }
    }

    private static readonly (byte[] Reason, bool IsCpos)[] Reasons =
    [
        ("POWER_OUTAGE"u8.ToArray(), true), ("BROKEN_CHARGER"u8.ToArray(), true), ("FULL"u8.ToArray(), true),
        ("TRAFFIC"u8.ToArray(), false), ("BROKEN_VEHICLE"u8.ToArray(), false), ("NO_CANCELED"u8.ToArray(), false),
    ];
}
