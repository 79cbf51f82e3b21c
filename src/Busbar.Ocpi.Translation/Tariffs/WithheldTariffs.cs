namespace Busbar.Ocpi.Translation.Tariffs;

/// <summary>Reasons for which a tariff has no form that may pass without anybody changing the tariff.</summary>
public static class WithheldTariffs
{
    /// <summary>It depends on the connectors that refer to the tariff (X-TAR-15).</summary>
    public const string NoVoltage =
        "A price of the tariff depends on the current, which the target version cannot say, and the connectors that refer to it do not all have one voltage, "
        + "at which it would be a power; without that it would be charged always.";
}
