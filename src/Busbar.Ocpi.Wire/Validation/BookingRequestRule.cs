using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>A request names what it asks for (BOK-025), and the power in kilowatts (BOK-027).</summary>
internal sealed class BookingRequestRule : IObjectRule
{
    /// <summary>No vehicle takes more; whoever writes a greater number means watts.</summary>
    private const int MostPower = 2000;

    public string ObjectName => "BookingRequest";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        // Inside a Booking the request is a record of what was asked; standing alone it has to be answered.
        if (!view.IsPatch && view.Root.Name == ObjectName && !view.Has("booking_location_id"u8))
        {
            log.AddAt("booking_location_id", RuleName.Combination, Severity.Error, "A BookingRequest names the BookingLocation that it asks for.", "BOK-025");
        }

        if (view.TryNumber("power_required"u8, out var power) && power > MostPower)
        {
            log.AddAt("power_required", RuleName.Plausibility, Severity.Warning, "BookingRequest.power_required is in kW; this looks like watts.", "BOK-027");
        }
    }
}
