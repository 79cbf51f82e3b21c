using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>Every parking_id of an EVSE names a Parking of the same Location (LOC-097).</summary>
internal sealed class LocationParkingRule : IObjectRule
{
    public string ObjectName => "Location";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var evses = view.Raw("evses"u8);
        if (view.IsPatch || evses.IndexOf("\"parking_id\""u8) < 0)
        {
            return;
        }

        var places = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(view.Raw("parking_places"u8), "id"u8, 2, places);
        var references = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(evses, "parking_id"u8, 4, references);
        if (!references.IsSubsetOf(places))
        {
            log.AddAt("evses", RuleName.Reference, Severity.Warning, "An EVSE refers to a Parking that is not in Location.parking_places.", "LOC-097");
        }
    }

    private static void Collect(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, int depth, HashSet<string> into)
    {
        if (json.IsEmpty)
        {
            return;
        }

        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth && reader.ValueTextEquals(name))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.String)
                {
                    into.Add(reader.GetString()!);
                }
            }
        }
    }
}
