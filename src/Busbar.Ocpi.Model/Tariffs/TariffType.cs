using System.Text.Json.Serialization;
using Busbar.Ocpi.Model.Common;

namespace Busbar.Ocpi.Model.Tariffs;

/// <summary>Which sessions a tariff is for.</summary>
/// <remarks>OCPI chapter "Tariffs module / TariffType enum".</remarks>
[JsonConverter(typeof(OpenEnumConverter<TariffType>))]
public readonly record struct TariffType(string Value) : IOpenEnum<TariffType>
{
    /// <summary>Paid on the spot, without a contract.</summary>
    public static TariffType AdHocPayment { get; } = new("AD_HOC_PAYMENT");

    /// <summary>The driver prefers cheap charging.</summary>
    public static TariffType ProfileCheap { get; } = new("PROFILE_CHEAP");

    /// <summary>The driver prefers fast charging.</summary>
    public static TariffType ProfileFast { get; } = new("PROFILE_FAST");

    /// <summary>The driver prefers green charging.</summary>
    public static TariffType ProfileGreen { get; } = new("PROFILE_GREEN");

    /// <summary>With a token and no preference.</summary>
    public static TariffType Regular { get; } = new("REGULAR");

    /// <inheritdoc/>
    public static TariffType From(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
