using System.Text.Json;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Wire.Validation;

/// <summary>What a Parking tells when vehicles beyond cars and motorcycles may use it (LOC-112 to LOC-115), and a photo of places for disabled drivers (LOC-117).</summary>
internal sealed class ParkingRule : IObjectRule
{
    public string ObjectName => "Parking";

    public bool AppliesTo(OcpiVersion version) => version == OcpiVersion.V230;

    public void Check(scoped ObjectView view, ref FindingLog log)
    {
        var types = view.Raw("vehicle_types"u8);
        if (types.IsEmpty || types[0] != '[')
        {
            return;
        }

        if (types.IndexOf("\"DISABLED\""u8) >= 0 && !view.HasItems("images"u8))
        {
            log.AddAt("images", RuleName.Combination, Severity.Info, "A Parking for disabled drivers has at least one photo.", "LOC-117");
        }

        if (OnlyCarsAndMotorcycles(types))
        {
            return;
        }

        foreach (var (name, row) in Expected)
        {
            if (!view.Has(System.Text.Encoding.UTF8.GetBytes(name)))
            {
                log.AddAt(name, RuleName.Combination, Severity.Info, $"Parking.{name} is expected for these vehicle_types.", row);
            }
        }
    }

    private static readonly (string Name, string Row)[] Expected =
    [
        ("max_vehicle_weight", "LOC-112"), ("max_vehicle_height", "LOC-113"), ("max_vehicle_length", "LOC-113"), ("max_vehicle_width", "LOC-113"),
        ("parking_space_length", "LOC-114"), ("parking_space_width", "LOC-114"), ("dangerous_goods_allowed", "LOC-115"),
    ];

    private static bool OnlyCarsAndMotorcycles(ReadOnlySpan<byte> types)
    {
        var reader = new Utf8JsonReader(types);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && !reader.ValueTextEquals("PERSONAL_VEHICLE"u8) && !reader.ValueTextEquals("MOTORCYCLE"u8))
            {
                return false;
            }
        }

        return true;
    }
}
