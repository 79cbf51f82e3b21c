using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Locations;

/// <summary>The standard that a connector follows.</summary>
/// <remarks>OCPI chapter "Locations module / ConnectorType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<ConnectorType>))]
public readonly record struct ConnectorType(string Value) : IOpenEnum<ConnectorType>
{
    /// <summary>CHAdeMO, DC.</summary>
    public static ConnectorType Chademo { get; } = new("CHADEMO");

    /// <summary>ChaoJi, the successor of CHAdeMO and GB/T DC.</summary>
    public static ConnectorType Chaoji { get; } = new("CHAOJI");

    /// <summary>Household socket type A, NEMA 1-15, 2 pins.</summary>
    public static ConnectorType DomesticA { get; } = new("DOMESTIC_A");

    /// <summary>Household socket type B, NEMA 5-15, 3 pins.</summary>
    public static ConnectorType DomesticB { get; } = new("DOMESTIC_B");

    /// <summary>Household socket type C, CEE 7/17, 2 pins.</summary>
    public static ConnectorType DomesticC { get; } = new("DOMESTIC_C");

    /// <summary>Household socket type D, 3 pins.</summary>
    public static ConnectorType DomesticD { get; } = new("DOMESTIC_D");

    /// <summary>Household socket type E, CEE 7/5, 3 pins.</summary>
    public static ConnectorType DomesticE { get; } = new("DOMESTIC_E");

    /// <summary>Household socket type F, CEE 7/4 (Schuko), 3 pins.</summary>
    public static ConnectorType DomesticF { get; } = new("DOMESTIC_F");

    /// <summary>Household socket type G, BS 1363, 3 pins.</summary>
    public static ConnectorType DomesticG { get; } = new("DOMESTIC_G");

    /// <summary>Household socket type H, SI-32, 3 pins.</summary>
    public static ConnectorType DomesticH { get; } = new("DOMESTIC_H");

    /// <summary>Household socket type I, AS 3112, 3 pins.</summary>
    public static ConnectorType DomesticI { get; } = new("DOMESTIC_I");

    /// <summary>Household socket type J, SEV 1011, 3 pins.</summary>
    public static ConnectorType DomesticJ { get; } = new("DOMESTIC_J");

    /// <summary>Household socket type K, DS 60884-2-D1, 3 pins.</summary>
    public static ConnectorType DomesticK { get; } = new("DOMESTIC_K");

    /// <summary>Household socket type L, CEI 23-16-VII, 3 pins.</summary>
    public static ConnectorType DomesticL { get; } = new("DOMESTIC_L");

    /// <summary>Household socket type M, BS 546, 3 pins.</summary>
    public static ConnectorType DomesticM { get; } = new("DOMESTIC_M");

    /// <summary>Household socket type N, NBR 14136, 3 pins.</summary>
    public static ConnectorType DomesticN { get; } = new("DOMESTIC_N");

    /// <summary>Household socket type O, TIS 166-2549, 3 pins.</summary>
    public static ConnectorType DomesticO { get; } = new("DOMESTIC_O");

    /// <summary>China GB/T 20234.2, AC.</summary>
    public static ConnectorType GbtAc { get; } = new("GBT_AC");

    /// <summary>China GB/T 20234.3, DC.</summary>
    public static ConnectorType GbtDc { get; } = new("GBT_DC");

    /// <summary>IEC 60309-2 industrial, single phase, 16 A.</summary>
    public static ConnectorType Iec60309Single16 { get; } = new("IEC_60309_2_single_16");

    /// <summary>IEC 60309-2 industrial, three phases, 16 A.</summary>
    public static ConnectorType Iec60309Three16 { get; } = new("IEC_60309_2_three_16");

    /// <summary>IEC 60309-2 industrial, three phases, 32 A.</summary>
    public static ConnectorType Iec60309Three32 { get; } = new("IEC_60309_2_three_32");

    /// <summary>IEC 60309-2 industrial, three phases, 64 A.</summary>
    public static ConnectorType Iec60309Three64 { get; } = new("IEC_60309_2_three_64");

    /// <summary>IEC 62196 type 1 (SAE J1772).</summary>
    public static ConnectorType Iec62196T1 { get; } = new("IEC_62196_T1");

    /// <summary>Combo type 1 (CCS1), DC.</summary>
    public static ConnectorType Iec62196T1Combo { get; } = new("IEC_62196_T1_COMBO");

    /// <summary>IEC 62196 type 2 (Mennekes).</summary>
    public static ConnectorType Iec62196T2 { get; } = new("IEC_62196_T2");

    /// <summary>Combo type 2 (CCS2), DC.</summary>
    public static ConnectorType Iec62196T2Combo { get; } = new("IEC_62196_T2_COMBO");

    /// <summary>IEC 62196 type 3A.</summary>
    public static ConnectorType Iec62196T3A { get; } = new("IEC_62196_T3A");

    /// <summary>IEC 62196 type 3C (Scame).</summary>
    public static ConnectorType Iec62196T3C { get; } = new("IEC_62196_T3C");

    /// <summary>Megawatt Charging System (2.3.0).</summary>
    public static ConnectorType Mcs { get; } = new("MCS");

    /// <summary>NEMA 5-20, 3 pins.</summary>
    public static ConnectorType Nema520 { get; } = new("NEMA_5_20");

    /// <summary>NEMA 6-30, 3 pins.</summary>
    public static ConnectorType Nema630 { get; } = new("NEMA_6_30");

    /// <summary>NEMA 6-50, 3 pins.</summary>
    public static ConnectorType Nema650 { get; } = new("NEMA_6_50");

    /// <summary>NEMA 10-30, 3 pins.</summary>
    public static ConnectorType Nema1030 { get; } = new("NEMA_10_30");

    /// <summary>NEMA 10-50, 3 pins.</summary>
    public static ConnectorType Nema1050 { get; } = new("NEMA_10_50");

    /// <summary>NEMA 14-30, 3 pins, 30 A.</summary>
    public static ConnectorType Nema1430 { get; } = new("NEMA_14_30");

    /// <summary>NEMA 14-50, 3 pins, 50 A.</summary>
    public static ConnectorType Nema1450 { get; } = new("NEMA_14_50");

    /// <summary>A pantograph on the vehicle's roof that goes up to the charger, for buses.</summary>
    public static ConnectorType PantographBottomUp { get; } = new("PANTOGRAPH_BOTTOM_UP");

    /// <summary>A pantograph that comes down from the charger, for buses.</summary>
    public static ConnectorType PantographTopDown { get; } = new("PANTOGRAPH_TOP_DOWN");

    /// <summary>SAE J3400, the North American Charging System (2.3.0).</summary>
    public static ConnectorType SaeJ3400 { get; } = new("SAE_J3400");

    /// <summary>Tesla Roadster connector, round.</summary>
    public static ConnectorType TeslaR { get; } = new("TESLA_R");

    /// <summary>Tesla Model S connector, oval.</summary>
    public static ConnectorType TeslaS { get; } = new("TESLA_S");

    /// <inheritdoc/>
    public static ConnectorType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
