namespace Busbar.Ocpi.Translation.Locations;

/// <summary>The values that 2.2.1's closed enumerations have, of those that 2.3.0 opened.</summary>
internal static class KnownTo221
{
    public static IReadOnlySet<string> Capabilities { get; } = new HashSet<string>
    {
        "CHARGING_PROFILE_CAPABLE", "CHARGING_PREFERENCES_CAPABLE", "CHIP_CARD_SUPPORT", "CONTACTLESS_CARD_SUPPORT", "CREDIT_CARD_PAYABLE",
        "DEBIT_CARD_PAYABLE", "PED_TERMINAL", "REMOTE_START_STOP_CAPABLE", "RESERVABLE", "RFID_READER", "START_SESSION_CONNECTOR_REQUIRED",
        "TOKEN_GROUP_CAPABLE", "UNLOCK_CAPABLE",
    };

    public static IReadOnlySet<string> ConnectorTypes { get; } = new HashSet<string>
    {
        "CHADEMO", "CHAOJI", "DOMESTIC_A", "DOMESTIC_B", "DOMESTIC_C", "DOMESTIC_D", "DOMESTIC_E", "DOMESTIC_F", "DOMESTIC_G", "DOMESTIC_H",
        "DOMESTIC_I", "DOMESTIC_J", "DOMESTIC_K", "DOMESTIC_L", "DOMESTIC_M", "DOMESTIC_N", "DOMESTIC_O", "GBT_AC", "GBT_DC",
        "IEC_60309_2_single_16", "IEC_60309_2_three_16", "IEC_60309_2_three_32", "IEC_60309_2_three_64", "IEC_62196_T1", "IEC_62196_T1_COMBO",
        "IEC_62196_T2", "IEC_62196_T2_COMBO", "IEC_62196_T3A", "IEC_62196_T3C", "NEMA_5_20", "NEMA_6_30", "NEMA_6_50", "NEMA_10_30",
        "NEMA_10_50", "NEMA_14_30", "NEMA_14_50", "PANTOGRAPH_BOTTOM_UP", "PANTOGRAPH_TOP_DOWN", "TESLA_R", "TESLA_S",
    };

    public static IReadOnlySet<string> EnvironmentalImpacts { get; } = new HashSet<string> { "NUCLEAR_WASTE", "CARBON_DIOXIDE" };

    public static IReadOnlySet<string> Facilities { get; } = new HashSet<string>
    {
        "HOTEL", "RESTAURANT", "CAFE", "MALL", "SUPERMARKET", "SPORT", "RECREATION_AREA", "NATURE", "MUSEUM", "BIKE_SHARING", "BUS_STOP",
        "TAXI_STAND", "TRAM_STOP", "METRO_STATION", "TRAIN_STATION", "AIRPORT", "PARKING_LOT", "CARPOOL_PARKING", "FUEL_STATION", "WIFI",
    };

    public static IReadOnlySet<string> ImageCategories { get; } = new HashSet<string>
    {
        "CHARGER", "ENTRANCE", "LOCATION", "NETWORK", "OPERATOR", "OTHER", "OWNER",
    };

    public static IReadOnlySet<string> ParkingRestrictions { get; } = new HashSet<string> { "CUSTOMERS", "DISABLED", "EV_ONLY", "MOTORCYCLES", "PLUGGED" };

    public static IReadOnlySet<string> ParkingTypes { get; } = new HashSet<string>
    {
        "ALONG_MOTORWAY", "PARKING_GARAGE", "PARKING_LOT", "ON_DRIVEWAY", "ON_STREET", "UNDERGROUND_GARAGE",
    };
}
