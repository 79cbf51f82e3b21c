using System.Text.Json;
using Busbar.Ocpi.Model.Common;
using Busbar.Ocpi.Wire.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>The free times of a calendar lie within it (BOK-047).</summary>
internal sealed class CalendarRule : IObjectRule
{
    public string ObjectName => "Calendar";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        PeriodOrder.Check(view, ref log, "begin_from"u8, "end_before"u8, "end_before", null);
        var slots = view.Raw("available_timeslots"u8);
        if (slots.IsEmpty || slots[0] != '[' || !view.TryTime("begin_from"u8, out var begin) || !view.TryTime("end_before"u8, out var end))
        {
            return;
        }

        var reader = new Utf8JsonReader(slots);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2
                || !(reader.ValueTextEquals("start_date_time"u8) || reader.ValueTextEquals("end_date_time"u8)))
            {
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.String && OcpiDateTime.TryParse(reader.ValueSpan, out var time, out _) && (time < begin || time > end))
            {
                log.AddAt("available_timeslots", RuleName.Order, Severity.Warning, "The time slots of a Calendar lie within begin_from and end_before.", "BOK-047");
                return;
            }
        }
    }
}
